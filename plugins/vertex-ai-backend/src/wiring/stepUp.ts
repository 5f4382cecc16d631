import {
  addStepUpRoutes,
  EvidenceArchive,
  Grants,
  IntentSources,
  KeyNews,
  KeyResets,
  SecurityKeys,
  StepUpService,
} from '../stepup';
import type { Foundation } from './foundation';
import type { Services } from './services';

/** What other slices need of signatures: to say what is signed, and to use what was. */
export interface StepUp {
  service: StepUpService;
  grants: Grants;
  evidence: EvidenceArchive;
  /** Says what a kind of subject means. */
  register: IntentSources['register'];
}

/** Security keys and signatures, with their routes. */
export function createStepUp(
  services: Services,
  { access, api, audit, clock, config, database, policy }: Foundation,
): StepUp {
  const parts = {
    config: config.stepUp,
    database,
    audit,
    clock,
    news: new KeyNews(services),
  };
  const sources = new IntentSources();
  const service = new StepUpService(parts);
  const grants = new Grants(parts);
  const evidence = new EvidenceArchive(parts);
  const keys = new SecurityKeys(parts, grants);
  const resets = new KeyResets(parts, { grants, policy });
  sources.register('registerKey', call => keys.intentToAdd(call));
  sources.register('removeKey', call => keys.intentToRemove(call));
  sources.register('resetKeys', call => resets.intentToReset(call));
  addStepUpRoutes(api, {
    service,
    sources,
    keys,
    resets,
    evidence,
    policy,
    access,
  });
  return {
    service,
    grants,
    evidence,
    register: (kind, source) => sources.register(kind, source),
  };
}
