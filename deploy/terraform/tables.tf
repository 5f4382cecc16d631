# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

locals {
  # What each role of the portal takes at Google.
  permissions = {
    viewer = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.models.get",
      "aiplatform.models.list",
    ]
    predictor = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.endpoints.predict",
      "aiplatform.models.get",
      "aiplatform.models.list",
    ]
    deployer = [
      "aiplatform.endpoints.create",
      "aiplatform.endpoints.delete",
      "aiplatform.endpoints.deploy",
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.endpoints.predict",
      "aiplatform.endpoints.undeploy",
      "aiplatform.endpoints.update",
      "aiplatform.models.get",
      "aiplatform.models.list",
      "aiplatform.models.update",
      "aiplatform.models.upload",
    ]
    approver = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.models.get",
      "aiplatform.models.list",
    ]
    auditor = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.models.get",
      "aiplatform.models.list",
    ]
    admin = [
      "aiplatform.endpoints.create",
      "aiplatform.endpoints.delete",
      "aiplatform.endpoints.deploy",
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.endpoints.predict",
      "aiplatform.endpoints.undeploy",
      "aiplatform.endpoints.update",
      "aiplatform.models.get",
      "aiplatform.models.list",
      "aiplatform.models.update",
      "aiplatform.models.upload",
    ]
    breakGlass = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.models.get",
      "aiplatform.models.list",
    ]
    reconciler = [
      "aiplatform.endpoints.get",
      "aiplatform.endpoints.list",
      "aiplatform.models.get",
      "aiplatform.models.list",
      "cloudquotas.quotas.get",
      "monitoring.timeSeries.list",
      "resourcemanager.projects.getIamPolicy",
    ]
  }
  role_ids = {
    viewer     = "vertexPortalViewer"
    predictor  = "vertexPortalPredictor"
    deployer   = "vertexPortalDeployer"
    approver   = "vertexPortalApprover"
    auditor    = "vertexPortalAuditor"
    admin      = "vertexPortalAdmin"
    breakGlass = "vertexPortalBreakGlass"
    reconciler = "vertexPortalReconciler"
  }
  account_ids = {
    viewer     = "vertex-portal-viewer"
    predictor  = "vertex-portal-predictor"
    deployer   = "vertex-portal-deployer"
    approver   = "vertex-portal-approver"
    auditor    = "vertex-portal-auditor"
    admin      = "vertex-portal-admin"
    breakGlass = "vertex-portal-break-glass"
    reconciler = "vertex-portal-reconciler"
  }
  identity_role_id = "vertexPortalIdentityReader"
  identity_permissions = [
    "resourcemanager.projects.getIamPolicy",
  ]
  attribute_mapping = {
    "google.subject"        = "assertion.sub"
    "google.groups"         = "assertion.groups"
    "attribute.environment" = "assertion.environment"
    "attribute.env_role"    = "assertion.env_role"
  }
  signed_actions = [
    "deployment.create",
    "deployment.undeploy",
    "traffic.set",
    "deployment.breakGlass",
    "credential.checkout",
  ]
  hardware_key               = "urn:backstage-vertex-ai:acr:hardware-key"
  environment_audit_services = ["aiplatform.googleapis.com", "iam.googleapis.com"]
  identity_audit_services    = ["sts.googleapis.com", "iam.googleapis.com"]
}
