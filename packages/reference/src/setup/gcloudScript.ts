import { auditLogNeeds } from '@backstage-vertex/plugin-vertex-ai-common';
import {
  attributeMapping,
  googleRoles,
  HARDWARE_KEY,
  HEADER,
  identityRole,
  signedActions,
} from './googleRoles';

function head(): string {
  return `#!/usr/bin/env bash
# ${HEADER}
#
# Sets up Google for the portal: identity pool and provider, a custom role for each role of the portal, bindings, audit logs.
# Does the same as deploy/terraform. May be run again: what is there is updated, nothing is removed.
#
#   setup.sh --identity-project PROJECT --issuer URL [--jwks FILE] [--pool ID] [--provider ID] \\
#     --environment NAME=PROJECT[:impersonate][:step-up] ...
#
# :impersonate  people act through a service account of their role (strategy serviceAccountImpersonation)
# :step-up      Google lets nobody in for a sensitive action without a signature of a hardware key
set -euo pipefail
`;
}

function tables(): string {
  const cases = (
    name: string,
    rows: readonly { key: string; value: string }[],
  ) =>
    [
      `${name}() {`,
      '  case "$1" in',
      ...rows.map(({ key, value }) => `    ${key}) echo '${value}' ;;`),
      '  esac',
      '}',
    ].join('\n');
  return [
    `roles=(${googleRoles.map(({ role }) => role).join(' ')})`,
    cases(
      'role_id',
      googleRoles.map(({ role, id }) => ({ key: role, value: id })),
    ),
    cases(
      'account_id',
      googleRoles.map(({ role, account }) => ({ key: role, value: account })),
    ),
    cases(
      'permissions_of',
      googleRoles.map(({ role, permissions }) => ({
        key: role,
        value: permissions.join(','),
      })),
    ),
    `identity_role='${identityRole.id}'`,
    `identity_permissions='${identityRole.permissions.join(',')}'`,
    `mapping='${Object.entries(attributeMapping)
      .map(pair => pair.join('='))
      .join(',')}'`,
    `signed_actions='${signedActions.map(action => `"${action}"`).join(', ')}'`,
    `hardware_key='${HARDWARE_KEY}'`,
    ...(['environment', 'identity'] as const).map(
      place =>
        `${place}_audit_services='${auditLogNeeds[place]
          .map(({ service }) => service)
          .join(' ')}'`,
    ),
    '',
  ].join('\n');
}

const FUNCTIONS = `usage() {
  sed -n '/^#   setup.sh/,/^set /p' "$0" | sed '$d; s/^# \\{0,1\\}//' >&2
  exit 2
}

ensure_role() { # project, id, permissions, title
  local verb=create
  if gcloud iam roles describe "$2" --project="$1" >/dev/null 2>&1; then verb=update; fi
  gcloud iam roles "$verb" "$2" --project="$1" --title="$4" --permissions="$3" --stage=GA --quiet >/dev/null
}

bind_project() { # project, role, member
  gcloud projects add-iam-policy-binding "$1" --role="$2" --member="$3" --condition=None --quiet >/dev/null
}

# Whole lists of the given services, in the policy of the project; those of other services stay.
log_access() { # project, services
  local policy changed
  policy=$(mktemp)
  changed=$(mktemp)
  gcloud projects get-iam-policy "$1" --format=yaml >"$policy"
  awk -v services="$2" '
    function flush() { if (item != "" && !ours) kept = kept item; item = ""; ours = 0 }
    BEGIN { count = split(services, list, " "); for (i = 1; i <= count; i++) mine[list[i]] = 1 }
    /^auditConfigs:/ { inside = 1; next }
    inside && /^- / { flush() }
    inside && /^[^- ]/ { flush(); inside = 0 }
    inside { item = item $0 "\\n"; if ($1 == "service:" && ($2 in mine)) ours = 1; if ($2 == "service:" && ($3 in mine)) ours = 1; next }
    { rest = rest $0 "\\n" }
    END {
      flush()
      printf "auditConfigs:\\n%s", kept
      for (i = 1; i <= count; i++)
        printf "- auditLogConfigs:\\n  - logType: ADMIN_READ\\n  - logType: DATA_READ\\n  - logType: DATA_WRITE\\n  service: %s\\n", list[i]
      printf "%s", rest
    }' "$policy" >"$changed"
  gcloud projects set-iam-policy "$1" "$changed" --quiet >/dev/null
  rm -f "$policy" "$changed"
}

# The condition of the provider: known environments, and for some a signature.
condition_of() {
  local all='' strict='' entry name options
  for entry in "\${environments[@]}"; do
    name=\${entry%%=*}
    options=\${entry#*=}
    all+="\${all:+, }\\"$name\\""
    case ":$options:" in *:step-up:*) strict+="\${strict:+, }\\"$name\\"" ;; esac
  done
  printf 'assertion.environment in [%s]' "$all"
  if [[ -n $strict ]]; then
    printf ' && (!(assertion.environment in [%s]) || !has(assertion.action) || !(assertion.action in [%s]) || (has(assertion.acr) && assertion.acr == "%s"))' \\
      "$strict" "$signed_actions" "$hardware_key"
  fi
}

ensure_provider() {
  local place=(--location=global --project="$identity_project") keys=()
  if ! gcloud iam workload-identity-pools describe "$pool" "\${place[@]}" >/dev/null 2>&1; then
    gcloud iam workload-identity-pools create "$pool" "\${place[@]}" --display-name='Backstage portal' --quiet
  fi
  if [[ -n $jwks ]]; then keys=(--jwk-json-path="$jwks"); fi
  local verb=create-oidc
  if gcloud iam workload-identity-pools providers describe "$provider" --workload-identity-pool="$pool" "\${place[@]}" >/dev/null 2>&1; then verb=update-oidc; fi
  gcloud iam workload-identity-pools providers "$verb" "$provider" --workload-identity-pool="$pool" "\${place[@]}" \\
    --issuer-uri="$issuer" --attribute-mapping="$mapping" --attribute-condition="$(condition_of)" \${keys[@]+"\${keys[@]}"} --quiet
}

ensure_environment() { # name, project, options
  local role member account
  for role in "\${roles[@]}"; do
    ensure_role "$2" "$(role_id "$role")" "$(permissions_of "$role")" "Vertex AI portal: $role"
    member="principalSet://iam.googleapis.com/projects/$number/locations/global/workloadIdentityPools/$pool/attribute.env_role/$1:$role"
    case ":$3:" in
      *:impersonate:*)
        account="$(account_id "$role")@$2.iam.gserviceaccount.com"
        if ! gcloud iam service-accounts describe "$account" --project="$2" >/dev/null 2>&1; then
          gcloud iam service-accounts create "$(account_id "$role")" --project="$2" --display-name="Vertex AI portal: $role" --quiet
        fi
        gcloud iam service-accounts add-iam-policy-binding "$account" --project="$2" --role=roles/iam.workloadIdentityUser --member="$member" --condition=None --quiet >/dev/null
        member="serviceAccount:$account"
        ;;
    esac
    bind_project "$2" "projects/$2/roles/$(role_id "$role")" "$member"
    if [[ $role == reconciler ]]; then bind_project "$identity_project" "projects/$identity_project/roles/$identity_role" "$member"; fi
  done
  log_access "$2" "$environment_audit_services"
}
`;

const MAIN = `identity_project='' issuer='' jwks='' pool=backstage provider=portal environments=()
while (($# > 0)); do
  [[ $# -ge 2 ]] || usage
  case "$1" in
    --identity-project) identity_project=$2 ;;
    --issuer) issuer=$2 ;;
    --jwks) jwks=$2 ;;
    --pool) pool=$2 ;;
    --provider) provider=$2 ;;
    --environment) environments+=("$2") ;;
    *) usage ;;
  esac
  shift 2
done
[[ -n $identity_project && -n $issuer && \${#environments[@]} -gt 0 ]] || usage
for entry in "\${environments[@]}"; do
  [[ $entry =~ ^[a-z0-9]+(-[a-z0-9]+)*=[a-z][a-z0-9-]{4,28}[a-z0-9](:impersonate)?(:step-up)?$ ]] || { echo "not an environment: $entry" >&2; usage; }
done

number=$(gcloud projects describe "$identity_project" --format='value(projectNumber)')
ensure_provider
ensure_role "$identity_project" "$identity_role" "$identity_permissions" 'Vertex AI portal: reads what is logged'
log_access "$identity_project" "$identity_audit_services"
for entry in "\${environments[@]}"; do
  options=\${entry#*=}
  project=\${options%%:*}
  ensure_environment "\${entry%%=*}" "$project" "\${options#"$project"}"
done
echo "audience: //iam.googleapis.com/projects/$number/locations/global/workloadIdentityPools/$pool/providers/$provider"
`;

/** `deploy/gcloud/setup.sh`: the whole set-up at Google; safe to run again. */
export function gcloudScript(): string {
  return [head(), tables(), FUNCTIONS, MAIN].join('\n');
}
