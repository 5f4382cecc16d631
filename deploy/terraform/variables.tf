# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

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
