# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

data "google_project" "identity" {
  project_id = var.identity_project
}

resource "google_iam_workload_identity_pool" "portal" {
  project                   = var.identity_project
  workload_identity_pool_id = var.pool_id
  display_name              = "Backstage portal"
}

resource "google_iam_workload_identity_pool_provider" "portal" {
  project                            = var.identity_project
  workload_identity_pool_id          = google_iam_workload_identity_pool.portal.workload_identity_pool_id
  workload_identity_pool_provider_id = var.provider_id
  attribute_mapping                  = local.attribute_mapping
  attribute_condition                = local.attribute_condition
  oidc {
    issuer_uri = var.issuer
    jwks_json  = var.jwks_json
  }
}

resource "google_project_iam_custom_role" "portal" {
  for_each    = local.custom_roles
  project     = each.value[0].project
  role_id     = local.role_ids[each.value[0].role]
  title       = "Vertex AI portal: ${each.value[0].role}"
  permissions = local.permissions[each.value[0].role]
}

resource "google_service_account" "portal" {
  for_each     = local.accounts
  project      = each.value[0].project
  account_id   = local.account_ids[each.value[0].role]
  display_name = "Vertex AI portal: ${each.value[0].role}"
}

resource "google_service_account_iam_member" "portal" {
  for_each           = local.impersonated
  service_account_id = google_service_account.portal[each.value.place].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.portal.name}/attribute.env_role/${each.key}"
}

locals {
  members = {
    for key, grant in local.grants : key => grant.impersonate ? "serviceAccount:${google_service_account.portal[grant.place].email}" : "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.portal.name}/attribute.env_role/${key}"
  }
}

resource "google_project_iam_member" "portal" {
  for_each = local.grants
  project  = each.value.project
  role     = google_project_iam_custom_role.portal[each.value.place].name
  member   = local.members[each.key]
}

resource "google_project_iam_custom_role" "identity" {
  project     = var.identity_project
  role_id     = local.identity_role_id
  title       = "Vertex AI portal: reads what is logged"
  permissions = local.identity_permissions
}

resource "google_project_iam_member" "identity" {
  for_each = { for key, grant in local.grants : key => grant if grant.role == "reconciler" }
  project  = var.identity_project
  role     = google_project_iam_custom_role.identity.name
  member   = local.members[each.key]
}

resource "google_project_iam_audit_config" "portal" {
  for_each = local.audits
  project  = each.value.project
  service  = each.value.service
  dynamic "audit_log_config" {
    for_each = ["ADMIN_READ", "DATA_READ", "DATA_WRITE"]
    content {
      log_type = audit_log_config.value
    }
  }
}
