import { Environment } from '@backstage-vertex/plugin-vertex-ai-common';

/** What to type, with the names of the environment. The token is in the first only; the others read it from there. */
export function snippetsOf(
  token: string,
  {
    project,
    locations: [location],
  }: Pick<Environment, 'project' | 'locations'>,
): { shell: string; python: string; curl: string } {
  return {
    shell: [
      `export CLOUDSDK_AUTH_ACCESS_TOKEN='${token}'`,
      `gcloud ai endpoints list --project=${project} --region=${location}`,
    ].join('\n'),
    python: [
      'import os',
      'from google.cloud import aiplatform',
      'from google.oauth2.credentials import Credentials',
      '',
      "token = os.environ['CLOUDSDK_AUTH_ACCESS_TOKEN']",
      'aiplatform.init(',
      `    project='${project}',`,
      `    location='${location}',`,
      '    credentials=Credentials(token=token),',
      ')',
      'print(aiplatform.Endpoint.list())',
    ].join('\n'),
    curl: [
      'curl --header "Authorization: Bearer $CLOUDSDK_AUTH_ACCESS_TOKEN" \\',
      `  https://${location}-aiplatform.googleapis.com/v1/projects/${project}/locations/${location}/endpoints`,
    ].join('\n'),
  };
}
