import type { AliasChange } from '@backstage-vertex/plugin-vertex-ai-common';
import { AuditLog } from '../../audit';
import { invalidField } from '../../core';
import { Database } from '../../db';
import { VertexApi } from '../../google';
import { Inventory } from '../Inventory';
import type { RegistryCall } from '../Registry';
import { authorizeChange, Change, ChangeServices, failureOf } from './Change';

export interface ModelAliasesServices extends ChangeServices {
  database: Database;
  vertex: VertexApi;
  inventory: Pick<Inventory, 'invalidate'>;
  audit: AuditLog;
}

/** Aliases of versions. A change is in the log before Google is asked, and again when Google has answered. */
export class ModelAliases {
  readonly #services: ModelAliasesServices;

  constructor(services: ModelAliasesServices) {
    this.#services = services;
  }

  /** @throws VertexAiError `invalid_request` for an alias that is both added and removed: to Google that is nothing at all */
  async change(
    call: RegistryCall,
    model: string,
    aliases: AliasChange,
  ): Promise<void> {
    refuseBoth(aliases);
    const { database, vertex, inventory, audit } = this.#services;
    const change = aliasChange(model, aliases);
    const { ctx, intentDigest, entry, intended, useSignature } =
      await authorizeChange(this.#services, call, change);
    const ended = {
      ...entry,
      event: 'model.aliasesChanged',
      detail: { intentDigest, ...change.arguments },
    } as const;
    await database.transaction(async tx => {
      await useSignature(tx);
      await audit.append(tx, intended);
    });
    try {
      await vertex.models(call.location).mergeVersionAliases(
        {
          project: call.environment.project,
          model,
          version: aliases.versionId,
          aliases: [
            ...aliases.add,
            ...aliases.remove.map(alias => `-${alias}`),
          ],
        },
        ctx,
      );
    } catch (error) {
      await audit.record({
        ...ended,
        outcome: 'failure',
        detail: { ...ended.detail, ...failureOf(error) },
      });
      throw error;
    } finally {
      inventory.invalidate(call.environment.name, call.location, model);
    }
    await audit.record({ ...ended, outcome: 'success' });
  }
}

export function aliasChange(model: string, aliases: AliasChange): Change {
  return {
    action: 'model.update',
    kind: 'mergeVersionAliases',
    arguments: { model, ...aliases },
  };
}

function refuseBoth({ add, remove }: AliasChange): void {
  const twice = add.filter(alias => remove.includes(alias));
  if (twice.length > 0) {
    throw invalidField(
      'body.remove',
      `add or remove ${twice.join(', ')}, not both`,
    );
  }
}
