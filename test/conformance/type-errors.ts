import ts from 'typescript'

/** What the compiler says of generated files, under the strictest settings and without `skipLibCheck`. */
export function typeErrors(files: readonly string[], options: ts.CompilerOptions = {}): string[] {
  const program = ts.createProgram({
    rootNames: files,
    options: {
      target: ts.ScriptTarget.ES2023,
      lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      customConditions: ['@concordat/source'],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      noImplicitReturns: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noPropertyAccessFromIndexSignature: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      allowImportingTsExtensions: true,
      declaration: true,
      noEmit: true,
      skipLibCheck: false,
      types: [],
      ...options,
    },
  })
  return ts
    .getPreEmitDiagnostics(program)
    .concat(program.getDeclarationDiagnostics())
    .filter((item) => item.file && files.some((file) => sameFile(file, item.file)))
    .map((item) => {
      const name = item.file?.fileName.split('/').at(-1)
      return `${name}: ${ts.flattenDiagnosticMessageText(item.messageText, ' ')}`
    })
}

function sameFile(path: string, file: ts.SourceFile | undefined): boolean {
  return file !== undefined && file.fileName === path.replaceAll('\\', '/')
}
