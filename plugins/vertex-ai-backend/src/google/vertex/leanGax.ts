import * as fallback from 'google-gax/fallback';

/** The shape that protobuf.js reads; only the nesting matters here. */
interface ProtoJson {
  nested?: Record<string, ProtoJson>;
}

/** The generated constructors take the module and look for its REST half themselves. */
type Gax = Pick<typeof fallback, 'fallback'>;

/**
 * Google's REST transport with the message descriptors loaded once.
 *
 * Each generated client parses the descriptors of every Vertex AI service anew: 200 ms of a blocked event loop and 10 MB a
 * client (google-gax hashes 1.5 MB of JSON to look its cache up). The generated constructors take the transport as their
 * second argument; this one remembers what it has loaded by identity and leaves the preview API out, which we do not call.
 */
export function createLeanGax(): Gax {
  const loaded = new WeakMap<object, fallback.protobuf.Root>();
  const load = (json: object): fallback.protobuf.Root => {
    const known = loaded.get(json);
    if (known) {
      return known;
    }
    const root = fallback.protobuf.Root.fromJSON(
      withoutPreview(json as ProtoJson) as fallback.protobuf.INamespace,
    );
    loaded.set(json, root);
    return root;
  };
  class GrpcClient extends fallback.GrpcClient {
    loadProtoJSON(json: object) {
      return load(json);
    }

    static protobufFromJSON(json: object) {
      return load(json);
    }
  }
  return {
    fallback: {
      ...fallback.fallback,
      GrpcClient,
      protobufFromJSON: load,
    } as unknown as Gax['fallback'],
  };
}

/** The descriptors without `google.cloud.aiplatform.v1beta1`, which is more than half of them. */
function withoutPreview(json: ProtoJson): ProtoJson {
  return replace(json, ['google', 'cloud', 'aiplatform'], namespace => {
    const { v1beta1: _preview, ...nested } = namespace.nested ?? {};
    return { ...namespace, nested };
  });
}

function replace(
  json: ProtoJson,
  [head, ...rest]: string[],
  change: (namespace: ProtoJson) => ProtoJson,
): ProtoJson {
  const child = json.nested?.[head];
  if (!child) {
    return json;
  }
  return {
    ...json,
    nested: {
      ...json.nested,
      [head]: rest.length === 0 ? change(child) : replace(child, rest, change),
    },
  };
}
