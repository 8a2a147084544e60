import { operations as connhexOperations } from '@concordat/connhex/operations'
import { operations as cumulonimbusOperations } from '@concordat/cumulonimbus/operations'
import { operations as iproyalOperations } from '@concordat/iproyal/operations'
import { operations as senhaseguraOperations } from '@concordat/senhasegura/operations'
import type { ApiName } from './api-name.ts'
import { plainRequest as connhexRequest } from './connhex/plain-request.ts'
import { plainRequest as cumulonimbusRequest } from './cumulonimbus/plain-request.ts'
import { plainRequest as iproyalRequest } from './iproyal/plain-request.ts'
import { plainRequest as senhaseguraRequest } from './senhasegura/plain-request.ts'
import type { CallableApi } from './states/example-request.ts'

/** Where each API is mounted, and how to call it. */
export const callableApis: Readonly<Record<ApiName, CallableApi>> = {
  iproyal: {
    prefix: '/iproyal/v1',
    operations: iproyalOperations,
    plainRequest: iproyalRequest,
  },
  connhex: {
    prefix: '/connhex/auth',
    operations: connhexOperations,
    plainRequest: connhexRequest,
  },
  cumulonimbus: {
    prefix: '/cumulonimbus/api',
    operations: cumulonimbusOperations,
    plainRequest: cumulonimbusRequest,
  },
  senhasegura: {
    prefix: '/senhasegura',
    operations: senhaseguraOperations,
    plainRequest: senhaseguraRequest,
  },
}
