import ts from 'typescript';

/** Names that reach the clock, chance, the network or the process without an import. */
const AMBIENT = new Set([
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'performance',
  'process',
  'require',
  'setImmediate',
  'setInterval',
  'setTimeout',
]);

/** Uses of the clock, chance, the network and the process. */
export function ambientUses(file: ts.SourceFile): string[] {
  const uses: string[] = [];
  const visit = (node: ts.Node): void => {
    const use = ambientUse(node);
    if (use) {
      uses.push(`uses ${use}`);
    }
    // Types are gone at run time, and may speak of anything.
    if (!ts.isTypeNode(node)) {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return uses;
}

function ambientUse(node: ts.Node): string | undefined {
  const text = node.getText();
  if (ts.isPropertyAccessExpression(node)) {
    return ['Date.now', 'Math.random'].includes(text) ? text : undefined;
  }
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const made = node.expression.getText();
    return (made === 'Date' &&
      (ts.isCallExpression(node) || !node.arguments?.length)) ||
      made === 'import'
      ? text
      : undefined;
  }
  return ts.isIdentifier(node) && AMBIENT.has(text) && !isLabel(node)
    ? text
    : undefined;
}

/** Whether an identifier only names a member or a declaration, as in `a.fetch` and `{ fetch: 1 }`. */
function isLabel(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent)
  );
}
