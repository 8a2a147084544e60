export { strongComponents } from '@concordat/model'
