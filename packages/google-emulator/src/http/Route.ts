import { EmulatorClock } from '../core/EmulatorClock';
import { Json, JsonObject } from '../core/json';
import { Policy } from '../iam/Policy';
import { TokenRecord } from '../iam/TokenStore';
import { ServiceName } from '../journal/Journal';
import { Operations } from '../operations/Operations';
import { Predictors } from '../prediction/Predictors';
import { Scenario } from '../scenarios/Scenarios';
import { IssuerKeys } from '../services/sts/IssuerKeys';
import { AuthorizationCodes } from '../services/oauth2/AuthorizationCodes';
import { SigningKey } from '../services/iamcredentials/SigningKey';
import { EmulatorState } from '../state/EmulatorState';

/** The parts of a running emulator that handlers work with. */
export interface World {
  clock: EmulatorClock;
  state: EmulatorState;
  policy: Policy;
  operations: Operations;
  predictors: Predictors;
  issuerKeys: IssuerKeys;
  signingKey: SigningKey;
  authorizationCodes: AuthorizationCodes;
}

/** A request after routing, authentication and parsing. */
export interface Call {
  /** Variables of the path template, decoded. */
  params: Record<string, string>;
  /** Names of fields in camelCase. */
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  /** JSON or form body. With `Route.request` it is in the canonical form of that message. */
  body: JsonObject;
  rawBody: Buffer;
  now: Date;
  /** The caller's token record; routes with `auth: 'none'` have none. */
  token?: TokenRecord;
  /** A scripted fault that shows later: in the operation that this call starts, or in its answer. */
  scenario?: Scenario;
  /** Set by handlers without a bearer token that learn who is asking; shown in the journal. */
  principal?: string;
  /** Set when the request came in on the port of one region. */
  region?: string;
  /** Operations finished at the start of this call: there is something to write to the state file. */
  settled?: boolean;
}

export interface Reply {
  status?: number;
  body: Json | Buffer;
  headers?: Record<string, string>;
}

/** A permission that the caller must have on a project. */
export interface PermissionCheck {
  permission: string;
  /** The resource name as the client wrote it; the refusal quotes it. */
  resource: string;
}

/** One method of one Google API. */
export interface Route {
  service: ServiceName;
  /** Google's method name, as audit logs and the journal show it. */
  method: string;
  http: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Templates of google.api.http. The first that fits binds the variables. */
  paths: string[];
  /** Message of the body. Unset: the body is taken as it is. */
  request?: string;
  /** Field of the whole request that the body is (`body` of google.api.http), when it is not all of it. */
  bodyField?: string;
  /** Message whose fields may stand in the query. Unset: none but the parameters that every API takes. */
  query?: string;
  /** Message of the answer, to turn enum names into numbers when the client asks for it. */
  response?: string;
  /** `bearer` (default): needs a valid access token. `none`: the handler looks at credentials itself. */
  auth?: 'bearer' | 'none';
  /** A POST that changes nothing worth writing to the state file. */
  keepsState?: boolean;
  /** Checked before the handler runs. */
  permissions?(call: Call, world: World): PermissionCheck[];
  handle(call: Call, world: World): Reply | Promise<Reply>;
}
