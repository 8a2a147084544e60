export { type Fetchable, type ListeningServer, type ListenOptions, serve } from './serve.ts'
