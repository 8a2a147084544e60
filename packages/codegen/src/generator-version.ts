/** The version of this package, which a change of what is generated must raise; a test holds it to package.json. */
export const generatorVersion = '@concordat/codegen 0.1.0'
