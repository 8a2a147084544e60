export { strongComponents } from '@concordat/document'
