import type { Check } from './check.ts'
import { actionWithoutEffect } from './checks/action-without-effect.ts'
import { addedItemNotListed } from './checks/added-item-not-listed.ts'
import { bulkRemovalWrong } from './checks/bulk-removal-wrong.ts'
import { cachingHeaderNotHonoured } from './checks/caching-header-not-honoured.ts'
import { challengeNamesOtherScheme } from './checks/challenge-names-other-scheme.ts'
import { connectionDropped } from './checks/connection-dropped.ts'
import { createdResourceDiffers } from './checks/created-resource-differs.ts'
import { createdResourceMissing } from './checks/created-resource-missing.ts'
import { createdResourceNotListed } from './checks/created-resource-not-listed.ts'
import { currentPreconditionRefused } from './checks/current-precondition-refused.ts'
import { deleteRemovedOthers } from './checks/delete-removed-others.ts'
import { deletedParentKeepsChildren } from './checks/deleted-parent-keeps-children.ts'
import { deletedResourceChanged } from './checks/deleted-resource-changed.ts'
import { deletedResourceStillListed } from './checks/deleted-resource-still-listed.ts'
import { deletedResourceStillThere } from './checks/deleted-resource-still-there.ts'
import { documentedConflictNotGiven } from './checks/documented-conflict-not-given.ts'
import { documentedDefaultNotApplied } from './checks/documented-default-not-applied.ts'
import { documentedSizeLimitWrong } from './checks/documented-size-limit-wrong.ts'
import { filterLosesItems } from './checks/filter-loses-items.ts'
import { filterNotObeyed } from './checks/filter-not-obeyed.ts'
import { forbiddenStepTaken } from './checks/forbidden-step-taken.ts'
import { headDiffersFromGet } from './checks/head-differs-from-get.ts'
import { headerInjected } from './checks/header-injected.ts'
import { idempotencyKeyIgnored } from './checks/idempotency-key-ignored.ts'
import { internalsLeaked } from './checks/internals-leaked.ts'
import { invalidRequestAccepted } from './checks/invalid-request-accepted.ts'
import { invalidRequestWrongStatus } from './checks/invalid-request-wrong-status.ts'
import { listItemDiffers } from './checks/list-item-differs.ts'
import { listTotalWrong } from './checks/list-total-wrong.ts'
import { locationWrong } from './checks/location-wrong.ts'
import { malformedBodyAccepted } from './checks/malformed-body-accepted.ts'
import { mediaTypeNotEnforced } from './checks/media-type-not-enforced.ts'
import { methodNotAllowedWithoutAllow } from './checks/method-not-allowed-without-allow.ts'
import { methodUndocumentedServed } from './checks/method-undocumented-served.ts'
import { missingCredentialWrongStatus } from './checks/missing-credential-wrong-status.ts'
import { notAcceptableIgnored } from './checks/not-acceptable-ignored.ts'
import { otherCallerServed } from './checks/other-caller-served.ts'
import { pageDefaultLimitWrong } from './checks/page-default-limit-wrong.ts'
import { pageLimitExceeded } from './checks/page-limit-exceeded.ts'
import { pageShorterThanLimit } from './checks/page-shorter-than-limit.ts'
import { paginationEndWrong } from './checks/pagination-end-wrong.ts'
import { paginationItemsLost } from './checks/pagination-items-lost.ts'
import { paginationItemsRepeated } from './checks/pagination-items-repeated.ts'
import { paginationLinkLosesFilter } from './checks/pagination-link-loses-filter.ts'
import { paginationLinkWrong } from './checks/pagination-link-wrong.ts'
import { paginationOrderUnstable } from './checks/pagination-order-unstable.ts'
import { paginationTotalWrong } from './checks/pagination-total-wrong.ts'
import { putNotIdempotent } from './checks/put-not-idempotent.ts'
import { rateLimitHeadersInconsistent } from './checks/rate-limit-headers-inconsistent.ts'
import { rateLimitNotCounted } from './checks/rate-limit-not-counted.ts'
import { readOnlyPropertyWritten } from './checks/read-only-property-written.ts'
import { refusedRequestTookEffect } from './checks/refused-request-took-effect.ts'
import { repeatedDeletionRefused } from './checks/repeated-deletion-refused.ts'
import { replacedContentNotServed } from './checks/replaced-content-not-served.ts'
import { requiredBodyNotEnforced } from './checks/required-body-not-enforced.ts'
import { requiredParameterNotEnforced } from './checks/required-parameter-not-enforced.ts'
import { resourceServedElsewhere } from './checks/resource-served-elsewhere.ts'
import { responseBodyForbidden } from './checks/response-body-forbidden.ts'
import { responseBodyMalformed } from './checks/response-body-malformed.ts'
import { responseBodyMissing } from './checks/response-body-missing.ts'
import { responseBodySchemaMismatch } from './checks/response-body-schema-mismatch.ts'
import { responseCharsetWrong } from './checks/response-charset-wrong.ts'
import { responseDateHeaderMalformed } from './checks/response-date-header-malformed.ts'
import { responseFramingWrong } from './checks/response-framing-wrong.ts'
import { responseHeaderDuplicated } from './checks/response-header-duplicated.ts'
import { responseHeaderMissing } from './checks/response-header-missing.ts'
import { responseHeaderSchemaMismatch } from './checks/response-header-schema-mismatch.ts'
import { responseMediaTypeUndocumented } from './checks/response-media-type-undocumented.ts'
import { responseStatusUndocumented } from './checks/response-status-undocumented.ts'
import { responseTimeExceeded } from './checks/response-time-exceeded.ts'
import { responseTimeout } from './checks/response-timeout.ts'
import { responseWriteOnlyProperty } from './checks/response-write-only-property.ts'
import { safeCallsDiffer } from './checks/safe-calls-differ.ts'
import { secretLeaked } from './checks/secret-leaked.ts'
import { securityAfterValidation } from './checks/security-after-validation.ts'
import { securityNotEnforced } from './checks/security-not-enforced.ts'
import { serverError } from './checks/server-error.ts'
import { sortNotObeyed } from './checks/sort-not-obeyed.ts'
import { stalePreconditionAccepted } from './checks/stale-precondition-accepted.ts'
import { unauthorizedWithoutChallenge } from './checks/unauthorized-without-challenge.ts'
import { unknownResourceRefusedOtherwise } from './checks/unknown-resource-refused-otherwise.ts'
import { unknownResourceServed } from './checks/unknown-resource-served.ts'
import { updateAnsweredAsCreated } from './checks/update-answered-as-created.ts'
import { updateChangedOtherProperty } from './checks/update-changed-other-property.ts'
import { updateChangedOtherResource } from './checks/update-changed-other-resource.ts'
import { updateNotVisible } from './checks/update-not-visible.ts'
import { validRequestRefused } from './checks/valid-request-refused.ts'
import { wrongCredentialAccepted } from './checks/wrong-credential-accepted.ts'

/** Every check, by id. */
export const checks: readonly Check[] = [
  actionWithoutEffect,
  addedItemNotListed,
  bulkRemovalWrong,
  cachingHeaderNotHonoured,
  challengeNamesOtherScheme,
  connectionDropped,
  createdResourceDiffers,
  createdResourceMissing,
  createdResourceNotListed,
  currentPreconditionRefused,
  deleteRemovedOthers,
  deletedParentKeepsChildren,
  deletedResourceChanged,
  deletedResourceStillListed,
  deletedResourceStillThere,
  documentedConflictNotGiven,
  documentedDefaultNotApplied,
  documentedSizeLimitWrong,
  filterLosesItems,
  filterNotObeyed,
  forbiddenStepTaken,
  headDiffersFromGet,
  headerInjected,
  idempotencyKeyIgnored,
  internalsLeaked,
  invalidRequestAccepted,
  invalidRequestWrongStatus,
  listItemDiffers,
  listTotalWrong,
  locationWrong,
  malformedBodyAccepted,
  mediaTypeNotEnforced,
  methodNotAllowedWithoutAllow,
  methodUndocumentedServed,
  missingCredentialWrongStatus,
  notAcceptableIgnored,
  otherCallerServed,
  pageDefaultLimitWrong,
  pageLimitExceeded,
  pageShorterThanLimit,
  paginationEndWrong,
  paginationItemsLost,
  paginationItemsRepeated,
  paginationLinkLosesFilter,
  paginationLinkWrong,
  paginationOrderUnstable,
  paginationTotalWrong,
  putNotIdempotent,
  rateLimitHeadersInconsistent,
  rateLimitNotCounted,
  readOnlyPropertyWritten,
  refusedRequestTookEffect,
  repeatedDeletionRefused,
  replacedContentNotServed,
  requiredBodyNotEnforced,
  requiredParameterNotEnforced,
  resourceServedElsewhere,
  responseBodyForbidden,
  responseBodyMalformed,
  responseBodyMissing,
  responseBodySchemaMismatch,
  responseCharsetWrong,
  responseDateHeaderMalformed,
  responseFramingWrong,
  responseHeaderDuplicated,
  responseHeaderMissing,
  responseHeaderSchemaMismatch,
  responseMediaTypeUndocumented,
  responseStatusUndocumented,
  responseTimeExceeded,
  responseTimeout,
  responseWriteOnlyProperty,
  safeCallsDiffer,
  secretLeaked,
  securityAfterValidation,
  securityNotEnforced,
  serverError,
  sortNotObeyed,
  stalePreconditionAccepted,
  unauthorizedWithoutChallenge,
  unknownResourceRefusedOtherwise,
  unknownResourceServed,
  updateAnsweredAsCreated,
  updateChangedOtherProperty,
  updateChangedOtherResource,
  updateNotVisible,
  validRequestRefused,
  wrongCredentialAccepted,
]
