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
  | { requestedBy: readonly string[] };

/** Rules, put together with all, any and not. */
export type DeploymentFilter = PermissionCriteria<DeploymentCondition>;

/** The filter as a `where` clause of a query on `deployments`. An `in` without values matches nothing, as it should. */
export function matching(
  filter: DeploymentFilter,
): (builder: Knex.QueryBuilder) => void {
  return builder => {
    if (isAllOf(filter)) {
      filter.allOf.forEach(part => builder.andWhere(matching(part)));
    } else if (isAnyOf(filter)) {
      filter.anyOf.forEach(part => builder.orWhere(matching(part)));
    } else if (isNot(filter)) {
      builder.whereNot(matching(filter.not));
    } else if ('environments' in filter) {
      builder.whereIn('environment', [...filter.environments]);
    } else {
      builder.whereIn('requested_by', [...filter.requestedBy]);
    }
  };
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
