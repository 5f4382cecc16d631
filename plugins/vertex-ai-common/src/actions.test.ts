import { actionClasses, actions, roles, rolesForAction } from './actions';

describe('rolesForAction', () => {
  it('lets no role that only looks change anything', () => {
    // Votes, reviews and ends change nothing at Google; a check-out hands out what a role has already.
    const decided = [
      'approval.vote',
      'approval.review',
      'credential.end',
      'credential.checkout',
    ];
    const changing = actions.filter(
      action => actionClasses[action] !== 'read' && !decided.includes(action),
    );
    for (const action of changing) {
      expect(rolesForAction[action]).not.toContain('viewer');
      expect(rolesForAction[action]).not.toContain('auditor');
      expect(rolesForAction[action]).not.toContain('approver');
      expect(rolesForAction[action]).not.toContain('predictor');
    }
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
