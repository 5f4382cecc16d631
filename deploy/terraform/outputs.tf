# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

output "audience" {
  description = "vertexAi.environments.<name>.credentials.audience"
  value       = "//iam.googleapis.com/projects/${data.google_project.identity.number}/locations/global/workloadIdentityPools/${var.pool_id}/providers/${var.provider_id}"
}

output "service_accounts" {
  description = "vertexAi.environments.<name>.credentials.serviceAccounts, for environments that impersonate"
  value = {
    for name, environment in var.environments : name => {
      for role, id in local.account_ids : role => "${id}@${environment.project}.iam.gserviceaccount.com"
    } if environment.impersonate
  }
}
