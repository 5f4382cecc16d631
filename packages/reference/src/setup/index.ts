import { gcloudScript } from './gcloudScript';
import { terraformModule } from './terraformModule';

/** The files below `deploy` that set up Google, by their path below the repository. */
export function setupFiles(): Record<string, string> {
  return {
    'deploy/gcloud/setup.sh': gcloudScript(),
    ...Object.fromEntries(
      Object.entries(terraformModule()).map(([name, text]) => [
        `deploy/terraform/${name}`,
        text,
      ]),
    ),
  };
}
