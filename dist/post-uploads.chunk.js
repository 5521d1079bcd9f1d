export const id = 846;
export const ids = [846];
export const modules = {

/***/ 2846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pushDeferred: () => (/* binding */ pushDeferred),
  uploadTimings: () => (/* binding */ uploadTimings)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/nix/detect.js
var detect = __webpack_require__(533);
// EXTERNAL MODULE: ./build/nix/isolation.js
var isolation = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/nix/nix.js
var nix_nix = __webpack_require__(7751);
// EXTERNAL MODULE: ./build/nix/paths.js
var paths = __webpack_require__(4276);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var store = __webpack_require__(7726);
// EXTERNAL MODULE: ./build/trust/trust.js
var trust = __webpack_require__(4691);
// EXTERNAL MODULE: ./build/caches/options.js
var caches_options = __webpack_require__(3320);
// EXTERNAL MODULE: ./build/caches/substituters/discover.js + 1 modules
var discover = __webpack_require__(1935);
// EXTERNAL MODULE: ./build/caches/push/begin.js + 6 modules
var begin = __webpack_require__(9203);
// EXTERNAL MODULE: ./build/caches/push/outcome.js
var outcome = __webpack_require__(5047);
;// CONCATENATED MODULE: ./build/caches/push/deferred-push.js











/**
 * With `steps: none`, pushes in post what later steps of the job built through the daemon: valid outputs that were built
 * on this machine and registered after main ended. Everything is decided again, because those steps may have changed what
 * main left; only programs and a store that root owns are trusted.
 * @param token for GitHub; may be empty
 * @param mainEndedAt seconds since 1970
 */
async function deferredPush(cache, token, mainEndedAt, env, ctx) {
    const project = env.GITHUB_WORKSPACE ?? process.cwd();
    // Later steps may have put their own programs first on PATH.
    const plain = { ...ctx, env: { ...ctx.env, PATH: SYSTEM_PATH } };
    const { decision, event } = await (0,trust/* determineTrust */.i)((0,caches_options/* trustOptions */.z)(cache), [project], env, token, plain);
    const bin = decision.trusted ? await rootOwnedNix() : undefined;
    if (!bin)
        return (0,begin/* logDecision */.jM)(decision.trusted ? NO_NIX : decision, 'Push', ctx);
    // Without the job's settings, which a step may have written.
    const cleanEnv = {
        PATH: SYSTEM_PATH,
        HOME: ctx.folder,
        NIX_REMOTE: 'daemon',
        NIX_CONFIG: FLAKES,
        NIX_USER_CONF_FILES: '',
    };
    const found = await (0,detect/* findNix */.rv)({ ...cleanEnv, PATH: bin });
    if (!found)
        return (0,begin/* logDecision */.jM)(NO_NIX, 'Push', ctx);
    const system = (0,nix_nix/* systemOf */.b)(process.platform, process.arch);
    const nix = { ...found, system, install: 'found', mode: 'daemon' };
    const reading = await (0,discover/* discoverCaches */.Z)(cache, cache.authToken.value ?? '', ctx);
    const repositoryPrivate = event.repository?.private ?? true;
    const options = {
        inputs: cache,
        trust: decision,
        repositoryPrivate,
        deferred: true,
        nix,
        env: cleanEnv,
        ctx,
    };
    const { push } = await (0,begin/* startPush */.Lc)(options, reading);
    if (!push.push)
        return (0,begin/* logDecision */.jM)(push, 'Push', ctx);
    const keys = [...(0,begin/* trustedKeys */.QD)(await (0,isolation/* readSettings */.sb)(nix, cleanEnv)), ...reading.keys];
    const pusher = (0,begin/* makePusher */.m6)(cache, keys, options, ctx, mainEndedAt);
    const everything = await new store/* Store */.il({ ...nix, bin }, cleanEnv).everything();
    const built = everything.filter(({ ultimate, deriver, registered }) => ultimate && deriver !== undefined && registered >= mainEndedAt);
    pusher.offer(built.map(({ path }) => path));
    const { push: result, reason } = await (0,outcome/* finishPush */._)(pusher, cache.name, cache.pushTimeout, ctx);
    if (result !== 'failed')
        ctx.logger.notice(reason, 'Push');
}
const SYSTEM_PATH = '/usr/bin:/bin';
const FLAKES = 'extra-experimental-features = nix-command';
const NO_NIX = {
    reason: 'Nothing is pushed after the job, because Nix is not owned by root with a daemon.',
    level: 'notice',
    hint: 'List the builds as steps of this action, or set nix-mode: daemon.',
};
/** The program folder of the default profile, if only root can have changed it. */
async function rootOwnedNix() {
    const bin = await (0,promises_.realpath)(`${paths/* DEFAULT_PROFILE */.KG}/bin`).catch(() => undefined);
    const owners = await Promise.all([bin ?? '/nix', '/nix/store'].map(path => (0,promises_.stat)(path).catch(() => undefined)));
    return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined;
}

// EXTERNAL MODULE: ./build/inputs/inputs.js + 10 modules
var inputs_inputs = __webpack_require__(2396);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/runner/with-environment.js
var with_environment = __webpack_require__(91);
// EXTERNAL MODULE: ./build/phases/baseline.js + 1 modules
var baseline = __webpack_require__(5302);
// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 4 modules
var client = __webpack_require__(6544);
// EXTERNAL MODULE: ./build/inputs/matrix.js + 1 modules
var matrix = __webpack_require__(4283);
// EXTERNAL MODULE: ./build/phases/matrix/times.js
var times = __webpack_require__(7337);
;// CONCATENATED MODULE: ./build/phases/matrix/upload-times.js




/** Uploads in post what the checks of a row took, which only the default branch does. Never throws. */
async function uploadMatrixTimes(env, ctx) {
    const row = (0,matrix/* parseRow */.W)((0,with_environment/* inputText */.AN)(env, 'shard'));
    if (!row)
        return;
    const cache = (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const message = await (0,times/* uploadTimes */.kM)(cache, (0,times/* timesPrefix */.Jm)(row.plan), env, ctx.folder);
    if (message !== undefined)
        ctx.logger.info(`Matrix: times of the checks: ${message}`);
}

;// CONCATENATED MODULE: ./build/phases/post-uploads.js






/** Pushes what was built after main. The runner passes the inputs to post again, with the credentials that main dropped. */
async function pushDeferred(mainEndedAt, env, ctx) {
    const inputs = (0,inputs_inputs/* readInputs */.Ko)(name => (0,with_environment/* inputText */.AN)(env, name));
    (0,secrets/* maskSecrets */.QU)(inputs, env);
    await deferredPush(inputs.cache, inputs.githubToken, mainEndedAt, env, ctx);
}
/** Uploads what this run measured, which only the default branch does. */
async function uploadTimings(env, ctx) {
    await (0,baseline/* uploadBaseline */.rC)(env, ctx);
    await uploadMatrixTimes(env, ctx);
}


/***/ })

};
