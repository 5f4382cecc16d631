import { auditLogNeeds } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  attributeMapping,
  googleRoles,
  HARDWARE_KEY,
  HEADER,
  identityRole,
  signedActions,
} from './googleRoles';

const NOTE = `# ${HEADER}\n`;

function tables(): string {
  const list = (values: readonly string[], indent: string) =>
    `[\n${values
      .map(value => `${indent}  "${value}",`)
      .join('\n')}\n${indent}]`;
  const map = (entries: [string, string][]) => {
    const width = Math.max(...entries.map(([key]) => key.length));
    return `{\n${entries
      .map(([key, value]) => `    ${key.padEnd(width)} = ${value}`)
      .join('\n')}\n  }`;
  };
  const mapping = Object.entries(attributeMapping).map<[string, string]>(
    ([key, value]) => [`"${key}"`, `"${value}"`],
  );
  return `
locals {
  # What each role of the portal takes at Google.
  permissions = {
${googleRoles
  .map(({ role, permissions }) => `    ${role} = ${list(permissions, '    ')}`)
  .join('\n')}
  }
  role_ids = ${map(googleRoles.map(({ role, id }) => [role, `"${id}"`]))}
  account_ids = ${map(
    googleRoles.map(({ role, account }) => [role, `"${account}"`]),
  )}
  identity_role_id = "${identityRole.id}"
  identity_permissions = ${list(identityRole.permissions, '  ')}
  attribute_mapping = ${map(mapping)}
  signed_actions = ${list(signedActions, '  ')}
  hardware_key               = "${HARDWARE_KEY}"
  environment_audit_services = ${services('environment')}
  identity_audit_services    = ${services('identity')}
}
`;
}

function services(place: keyof typeof auditLogNeeds): string {
  return `[${auditLogNeeds[place]
    .map(({ service }) => `"${service}"`)
    .join(', ')}]`;
}

const VERSIONS = `
terraform {
  required_version = ">= 1.5"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}
`;

const VARIABLES = `
variable "identity_project" {
  description = "Id of the project that the identity pool is in."
  type        = string
}

variable "issuer" {
  description = "vertexAi.issuer.url of the portal, letter by letter."
  type        = string
}

variable "jwks_json" {
  description = "Uploaded keys, for a portal that Google cannot reach."
  type        = string
  default     = null
}

variable "pool_id" {
  type    = string
  default = "backstage"
}

variable "provider_id" {
  type    = string
  default = "portal"
}

variable "environments" {
  description = "By the name that the portal has for it. impersonate: people act through a service account of their role. step_up: nobody is let in for a sensitive action without a signature of a hardware key."
  type = map(object({
    project     = string
    impersonate = optional(bool, false)
    step_up     = optional(bool, false)
  }))
}
`;

const LOCALS = `
locals {
  step_up_environments = sort([for name, environment in var.environments : name if environment.step_up])
  known_environments   = "assertion.environment in [\${join(", ", [for name in sort(keys(var.environments)) : "\\"\${name}\\""])}]"
  signature            = "(!(assertion.environment in [\${join(", ", [for name in local.step_up_environments : "\\"\${name}\\""])}]) || !has(assertion.action) || !(assertion.action in [\${join(", ", [for action in local.signed_actions : "\\"\${action}\\""])}]) || (has(assertion.acr) && assertion.acr == \\"\${local.hardware_key}\\"))"
  attribute_condition  = length(local.step_up_environments) == 0 ? local.known_environments : "\${local.known_environments} && \${local.signature}"

  # One for each environment and role.
  grants = merge([
    for name, environment in var.environments : {
      for role, permissions in local.permissions : "\${name}:\${role}" => {
        environment = name
        role        = role
        project     = environment.project
        impersonate = environment.impersonate
        place       = "\${environment.project}/\${role}"
      }
    }
  ]...)
  impersonated = { for key, grant in local.grants : key => grant if grant.impersonate }
  # One for each project and role: environments may share a project.
  custom_roles = { for grant in values(local.grants) : grant.place => { project = grant.project, role = grant.role }... }
  accounts     = { for grant in values(local.impersonated) : grant.place => { project = grant.project, role = grant.role }... }

  environment_audits = merge([
    for name, environment in var.environments : {
      for service in local.environment_audit_services : "\${environment.project}/\${service}" => { project = environment.project, service = service }
    }
  ]...)
  audits = merge(local.environment_audits, {
    for service in local.identity_audit_services : "\${var.identity_project}/\${service}" => { project = var.identity_project, service = service }
  })
}
`;

const MAIN = `
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
  title       = "Vertex AI portal: \${each.value[0].role}"
  permissions = local.permissions[each.value[0].role]
}

resource "google_service_account" "portal" {
  for_each     = local.accounts
  project      = each.value[0].project
  account_id   = local.account_ids[each.value[0].role]
  display_name = "Vertex AI portal: \${each.value[0].role}"
}

resource "google_service_account_iam_member" "portal" {
  for_each           = local.impersonated
  service_account_id = google_service_account.portal[each.value.place].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.portal.name}/attribute.env_role/\${each.key}"
}

locals {
  members = {
    for key, grant in local.grants : key => grant.impersonate ? "serviceAccount:\${google_service_account.portal[grant.place].email}" : "principalSet://iam.googleapis.com/\${google_iam_workload_identity_pool.portal.name}/attribute.env_role/\${key}"
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
`;

const OUTPUTS = `
output "audience" {
  description = "vertexAi.environments.<name>.credentials.audience"
  value       = "//iam.googleapis.com/projects/\${data.google_project.identity.number}/locations/global/workloadIdentityPools/\${var.pool_id}/providers/\${var.provider_id}"
}

output "service_accounts" {
  description = "vertexAi.environments.<name>.credentials.serviceAccounts, for environments that impersonate"
  value = {
    for name, environment in var.environments : name => {
      for role, id in local.account_ids : role => "\${id}@\${environment.project}.iam.gserviceaccount.com"
    } if environment.impersonate
  }
}
`;

/** The files of `deploy/terraform`, a module, by name. */
export function terraformModule(): Record<string, string> {
  return {
    'versions.tf': `${NOTE}${VERSIONS}`,
    'variables.tf': `${NOTE}${VARIABLES}`,
    'tables.tf': `${NOTE}${tables()}`,
    'locals.tf': `${NOTE}${LOCALS}`,
    'main.tf': `${NOTE}${MAIN}`,
    'outputs.tf': `${NOTE}${OUTPUTS}`,
  };
}
