/** The roof: what can be imported from `standin`. Re-exports only. */
export { shiftedClock, storyClock, systemClock } from './base/clock.js';
export type { Clock, StoryClock } from './base/clock.js';
export type { Context, LogEvent } from './base/context.js';
export { InternalError, StandinError, TargetError, UserError } from './base/errors.js';
export type { ErrorCode, ErrorDetails, SourcePosition } from './base/errors.js';
export { seededRandom } from './base/random.js';
export type { Random } from './base/random.js';
export { IDP_REASONS, SP_REASONS } from './base/reasons.js';
export type { IdpReason, RefusalReason, SpReason } from './base/reasons.js';
export type { Change, NewUser } from './directory/change.js';
export { openDirectory } from './directory/directory.js';
export type { Directory, DirectoryOptions, DirectoryState } from './directory/directory.js';
export type { Lifecycle, LifecycleName } from './directory/lifecycle.js';
export { LIFECYCLES } from './directory/lifecycles.js';
export type { Group, User, UserProfile, UserState } from './directory/user.js';
export type { IdpVendor } from './idp/idp.js';
export type { Issued, IssuedFacts, Outcome, Page, Refusal } from './idp/outcome.js';
export type { Application, AttributeStatement, SpFacts, Tenant } from './idp/tenant.js';
export { VENDORS } from './idp/vendors.js';
export { createSigningKey } from './keys/key-pair.js';
export { signingKeyFromPem } from './keys/key-pem.js';
export type { Certificate, KeyKind, SigningKey } from './keys/keys.js';
export { login } from './login.js';
export type { LoginInput } from './login.js';
export type { ReporterName } from './report/reporter-names.js';
export type { Appendix, Reporter, ReportOptions } from './report/reporter.js';
export { REPORTERS } from './report/reporters.js';
export { PlanError } from './run/plan-error.js';
export { planRun } from './run/plan.js';
export type { Plan, PlanOptions } from './run/plan.js';
export type {
  Finding,
  RunEvent,
  RunResult,
  StepResult,
  StoryResult,
  Verdict,
} from './run/result.js';
export { runPlan } from './run/run.js';
export type { RunOptions } from './run/run.js';
export type { WorkItem } from './run/work-item.js';
export { readPostRequest, readRedirectRequest } from './saml/read-request.js';
export type { AuthnRequest, ReceivedAuthnRequest } from './saml/authn-request.js';
export { loadProfile } from './scenario/load-profile.js';
export { loadScenario } from './scenario/load.js';
export type { Profile } from './scenario/profile.js';
export { ScenarioError } from './scenario/scenario-error.js';
export type {
  Expectation,
  IdpSettings,
  Scenario,
  SpSettings,
  VendorName,
} from './scenario/scenario.js';
export type { Step } from './scenario/step.js';
export { openEmbeddedSp } from './sp/embedded.js';
export type { EmbeddedSpOptions } from './sp/embedded.js';
export type { Account, Browser, Hop, Route, Target } from './sp/target.js';
export type { CastHandle } from './testing/cast.js';
export type { Arrival } from './testing/arrivals.js';
export type { Instant } from './testing/instant.js';
export type { HeldLogin, LoginBuilder, LoginOverrides } from './testing/login-builder.js';
export type { Login } from './testing/login-result.js';
export type { Listening, ListenOptions } from './testing/listen.js';
export type { MintedResponse, MintOptions } from './testing/mint.js';
export type { MockClock } from './testing/mock-clock.js';
export { mockIdp } from './testing/mock-idp.js';
export type { MockIdp } from './testing/mock-idp.js';
export type { MockIdpOptions } from './testing/mock-idp-options.js';
export type { MockUser } from './testing/mock-user.js';
export type { PersonChange, PersonSeed } from './testing/person-seed.js';
export type { TestedApp } from './testing/tested-app.js';
