# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

locals {
  step_up_environments = sort([for name, environment in var.environments : name if environment.step_up])
  known_environments   = "assertion.environment in [${join(", ", [for name in sort(keys(var.environments)) : "\"${name}\""])}]"
  signature            = "(!(assertion.environment in [${join(", ", [for name in local.step_up_environments : "\"${name}\""])}]) || !has(assertion.action) || !(assertion.action in [${join(", ", [for action in local.signed_actions : "\"${action}\""])}]) || (has(assertion.acr) && assertion.acr == \"${local.hardware_key}\"))"
  attribute_condition  = length(local.step_up_environments) == 0 ? local.known_environments : "${local.known_environments} && ${local.signature}"

  # One for each environment and role.
  grants = merge([
    for name, environment in var.environments : {
      for role, permissions in local.permissions : "${name}:${role}" => {
        environment = name
        role        = role
        project     = environment.project
        impersonate = environment.impersonate
        place       = "${environment.project}/${role}"
      }
    }
  ]...)
  impersonated = { for key, grant in local.grants : key => grant if grant.impersonate }
  # One for each project and role: environments may share a project.
  custom_roles = { for grant in values(local.grants) : grant.place => { project = grant.project, role = grant.role }... }
  accounts     = { for grant in values(local.impersonated) : grant.place => { project = grant.project, role = grant.role }... }

  environment_audits = merge([
    for name, environment in var.environments : {
      for service in local.environment_audit_services : "${environment.project}/${service}" => { project = environment.project, service = service }
    }
  ]...)
  audits = merge(local.environment_audits, {
    for service in local.identity_audit_services : "${var.identity_project}/${service}" => { project = var.identity_project, service = service }
  })
}
