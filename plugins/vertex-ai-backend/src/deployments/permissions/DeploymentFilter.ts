import {
  AllOfCriteria,
  AnyOfCriteria,
  NotCriteria,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import { Knex } from 'knex';

/** What one rule asks of a deployment's row. */
export type DeploymentCondition =
  | { environments: readonly string[] }
  | { actions: readonly string[] }
  | { requestedBy: readonly string[] }
  | { owners: readonly string[] };

/** Rules, put together with all, any and not. */
export type DeploymentFilter = PermissionCriteria<DeploymentCondition>;

/**
 * The filter as a `where` clause of a query on `deployments`.
 *
 * Every part is either true or false of every row and never null, or `not` would leave out rows that it should let in: the one column
 * that may be null is asked about that first. Every part writes a clause, or knex would take an empty one for true; so an `in` without
 * values and an `anyOf` without parts match nothing.
 */
export function matching(
  filter: DeploymentFilter,
): (builder: Knex.QueryBuilder) => void {
  return builder => {
    if (isAllOf(filter)) {
      builder.whereRaw('1 = 1');
      filter.allOf.forEach(part => builder.andWhere(matching(part)));
    } else if (isAnyOf(filter)) {
      builder.whereRaw('1 = 0');
      filter.anyOf.forEach(part => builder.orWhere(matching(part)));
    } else if (isNot(filter)) {
      builder.whereNot(matching(filter.not));
    } else if ('environments' in filter) {
      builder.whereIn('environment', [...filter.environments]);
    } else if ('actions' in filter) {
      builder.whereIn('action', [...filter.actions]);
    } else if ('requestedBy' in filter) {
      builder.whereIn('requested_by', [...filter.requestedBy]);
    } else {
      builder.whereNotNull('owner').whereIn('owner', [...filter.owners]);
    }
  };
}

/** Whether a deployment of the environment could match, whatever else is said of it. */
export function isPossibleIn(
  environment: string,
  filter: DeploymentFilter,
): boolean {
  return outcomesIn(environment, filter).canHold;
}

/** What a part can turn out to be. Parts are taken for independent of one another, so too much may be called possible, never too little. */
function outcomesIn(
  environment: string,
  filter: DeploymentFilter,
): { canHold: boolean; canFail: boolean } {
  if (isAllOf(filter)) {
    const parts = filter.allOf.map(part => outcomesIn(environment, part));
    return {
      canHold: parts.every(({ canHold }) => canHold),
      canFail: parts.some(({ canFail }) => canFail),
    };
  }
  if (isAnyOf(filter)) {
    const parts = filter.anyOf.map(part => outcomesIn(environment, part));
    return {
      canHold: parts.some(({ canHold }) => canHold),
      canFail: parts.every(({ canFail }) => canFail),
    };
  }
  if (isNot(filter)) {
    const { canHold, canFail } = outcomesIn(environment, filter.not);
    return { canHold: canFail, canFail: canHold };
  }
  if ('environments' in filter) {
    const holds = filter.environments.includes(environment);
    return { canHold: holds, canFail: !holds };
  }
  return { canHold: true, canFail: true };
}

function isAllOf(
  filter: DeploymentFilter,
): filter is AllOfCriteria<DeploymentCondition> {
  return 'allOf' in filter;
}

function isAnyOf(
  filter: DeploymentFilter,
): filter is AnyOfCriteria<DeploymentCondition> {
  return 'anyOf' in filter;
}

function isNot(
  filter: DeploymentFilter,
): filter is NotCriteria<DeploymentCondition> {
  return 'not' in filter;
}
