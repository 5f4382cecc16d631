/** `//iam.googleapis.com/projects/N/locations/global/workloadIdentityPools/P` of a provider. */
export function poolOf(audience: string): string {
  return audience.replace(/\/providers\/[^/]+$/, '');
}
