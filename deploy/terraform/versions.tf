# Written by `yarn workspace @backstage-vertex/reference generate` from the table that the portal and its doctor read; change it there.

terraform {
  required_version = ">= 1.5"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 5.0"
    }
  }
}
