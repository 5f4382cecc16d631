/** Annotations that the catalog module writes and that the frontend reads. All under a prefix of our own. */
export const ANNOTATION_ENVIRONMENT =
  'vertex-ai.backstage-vertex.io/environment';
/** Google project id. */
export const ANNOTATION_PROJECT = 'vertex-ai.backstage-vertex.io/project';
/** Google location, for instance `europe-west4`. */
export const ANNOTATION_LOCATION = 'vertex-ai.backstage-vertex.io/location';
/** The model's id inside its location. */
export const ANNOTATION_MODEL = 'vertex-ai.backstage-vertex.io/model';
/** The endpoint's id inside its location. */
export const ANNOTATION_ENDPOINT = 'vertex-ai.backstage-vertex.io/endpoint';
/** The id of our deployment record. */
export const ANNOTATION_DEPLOYMENT = 'vertex-ai.backstage-vertex.io/deployment';

/** `spec.type` of the three entities. */
export const ENTITY_TYPE_MODEL = 'ai-model';
export const ENTITY_TYPE_ENDPOINT = 'ai-model-server';
export const ENTITY_TYPE_DEPLOYMENT = 'model-deployment';

/** Labels at Google from which the catalog takes owner, system and lifecycle. */
export const LABEL_OWNER = 'backstage-owner';
export const LABEL_SYSTEM = 'backstage-system';
export const LABEL_LIFECYCLE = 'backstage-lifecycle';
/** Label that ties what we create at Google to the deployment that created it. */
export const LABEL_DEPLOYMENT = 'backstage-deployment';

/** Event topic on which the backend tells that a deployment changed; payload `DeploymentChanged`. */
export const TOPIC_DEPLOYMENT_CHANGED = 'vertex-ai.deployment.changed';
/** Signal channel of the same news for open pages; the message is a `DeploymentChanged`. */
export const SIGNAL_DEPLOYMENTS = 'vertex-ai:deployments';
/** Signal channel that tells whose access was ended or restored to read it again; the message says no more. */
export const SIGNAL_ACCESS = 'vertex-ai:access';
