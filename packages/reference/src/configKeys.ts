import ts from 'typescript';

/** One key of a `config.d.ts`, with its path as an operator writes it. */
export interface ConfigKey {
  /** For instance `vertexAi.environments.<name>.project`. */
  path: string;
  type: string;
  required: boolean;
  description: string;
}

/** Every documented key of a `config.d.ts`, in source order. */
export function configKeys(source: string): ConfigKey[] {
  const file = ts.createSourceFile(
    'config.d.ts',
    source,
    ts.ScriptTarget.Latest,
    true,
  );
  const interfaces = new Map(
    file.statements
      .filter(ts.isInterfaceDeclaration)
      .map(declaration => [declaration.name.text, [...declaration.members]]),
  );
  return (interfaces.get('Config') ?? []).flatMap(member =>
    memberKeys(member, '', interfaces),
  );
}

/** Interfaces of the file, for the types that name them. */
type Interfaces = ReadonlyMap<string, ts.TypeElement[]>;

function memberKeys(
  member: ts.TypeElement,
  parent: string,
  interfaces: Interfaces,
): ConfigKey[] {
  const type = typeOf(member);
  if (!type) {
    return [];
  }
  const path = `${parent}${nameOf(member)}`;
  const children = childMembers(type, interfaces).flatMap(child =>
    memberKeys(child, `${path}.`, interfaces),
  );
  const description = descriptionOf(member);
  const own: ConfigKey = {
    path,
    type: children.length > 0 ? 'object' : type.getText().replace(/\s+/g, ' '),
    required: !member.questionToken && !ts.isIndexSignatureDeclaration(member),
    description,
  };
  return children.length > 0 && !description
    ? unique(children)
    : unique([own, ...children]);
}

function typeOf(member: ts.TypeElement): ts.TypeNode | undefined {
  return ts.isPropertySignature(member) ||
    ts.isIndexSignatureDeclaration(member)
    ? member.type
    : undefined;
}

/** `<name>` for a map, whose keys the operator chooses. */
function nameOf(member: ts.TypeElement): string {
  return ts.isIndexSignatureDeclaration(member)
    ? `<${member.parameters[0].name.getText()}>`
    : // A name with a dash is written in quotes there, and without them in YAML.
      member.name!.getText().replaceAll("'", '');
}

/** Members of an object type; of a union, those of each alternative; of a name, those of its interface. */
function childMembers(
  type: ts.TypeNode,
  interfaces: Interfaces,
): ts.TypeElement[] {
  if (ts.isTypeLiteralNode(type)) {
    return [...type.members];
  }
  if (ts.isTypeReferenceNode(type)) {
    return interfaces.get(type.typeName.getText()) ?? [];
  }
  return ts.isUnionTypeNode(type)
    ? type.types.flatMap(alternative => childMembers(alternative, interfaces))
    : [];
}

function descriptionOf(member: ts.TypeElement): string {
  return ts
    .getJSDocCommentsAndTags(member)
    .filter(ts.isJSDoc)
    .map(doc => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Alternatives of a union share keys; the documented one is kept, and literal types are joined. */
function unique(keys: ConfigKey[]): ConfigKey[] {
  const byPath = new Map<string, ConfigKey>();
  for (const key of keys) {
    const known = byPath.get(key.path);
    byPath.set(
      key.path,
      known
        ? {
            ...known,
            description: known.description || key.description,
            type:
              known.type === key.type
                ? key.type
                : `${known.type} | ${key.type}`,
          }
        : key,
    );
  }
  return [...byPath.values()];
}
