/** The parts of a workload identity provider's full resource name. */
export function providerOf(audience: string): {
  number: string;
  pool: string;
  provider: string;
} {
  const [, number = '', pool = '', provider = ''] =
    /\/projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(
      audience,
    ) ?? [];
  return { number, pool, provider };
}

/** `gcloud` on one provider: `describe`, or `update-oidc` with what shall change behind it. */
export function providerCommand(
  verb: 'describe' | 'update-oidc',
  audience: string,
): string {
  const { number, pool, provider } = providerOf(audience);
  return `gcloud iam workload-identity-pools providers ${verb} ${provider} --workload-identity-pool=${pool} --location=global --project=${number}`;
}
