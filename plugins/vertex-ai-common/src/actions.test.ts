import {
  Action,
  actionClasses,
  actions,
  Role,
  roles,
  rolesForAction,
} from './actions';

describe('rolesForAction', () => {
  it.each<[Role, Action[]]>([
    ['viewer', []],
    ['predictor', ['credential.checkout']],
    ['approver', ['approval.vote']],
    ['auditor', ['approval.review', 'credential.end']],
    ['breakGlass', ['deployment.breakGlass']],
  ])('lets a %s change nothing but %j', (role, allowed) => {
    expect(
      actions.filter(
        action =>
          actionClasses[action] !== 'read' &&
          rolesForAction[action].includes(role),
      ),
    ).toEqual(actions.filter(action => allowed.includes(action)));
  });

  it('keeps the right to predict apart from the right to look', () => {
    expect(rolesForAction['prediction.invoke']).not.toContain('viewer');
    expect(rolesForAction['deployment.create']).not.toContain('predictor');
  });

  it('names only roles that exist', () => {
    for (const action of actions) {
      expect(roles).toEqual(
        expect.arrayContaining([...rolesForAction[action]]),
      );
    }
  });
});
