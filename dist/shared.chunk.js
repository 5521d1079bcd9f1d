export const id = 184;
export const ids = [184];
export const modules = {

/***/ 5378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ep: () => (/* binding */ isCacheTrouble),
  uD: () => (/* binding */ isOutage),
  C3: () => (/* binding */ openActionsCache),
  OB: () => (/* binding */ whyNot)
});

// UNUSED EXPORTS: CACHE_STALL, mayWrite

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
;// CONCATENATED MODULE: ./build/caches/actions-cache/answers.js

/** Reads the answer to a restore: the toolkit returns nothing both where nothing is there and where all failed. */
function judgeRestore({ value, error, lines }, asked) {
    if (error !== undefined)
        return broken(error);
    if (value === undefined || value === null) {
        const failure = said(lines, /^Failed to restore: (.*)/);
        if (failure !== undefined)
            return refusalOf(failure) ?? broken(failure);
        return { kind: 'miss', told: "GitHub's cache has nothing for this run." };
    }
    const key = String(value);
    const fits = [asked.key, ...asked.restoreKeys].some(it => key.startsWith(it));
    return fits && /^[\x20-\x7e]{1,512}$/.test(key)
        ? { kind: 'hit', key }
        : broken(`it answered with a key that was not asked for (${key})`);
}
/** Reads the answer to a save: what the toolkit says of "another job" can be any failure of a reservation. */
function judgeSave({ value, error, lines }) {
    if (typeof value === 'number' && value >= 0)
        return { kind: 'saved' };
    const detail = error ??
        said(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
        said(lines, /^Failed to save: (.*)/) ??
        lines.map(plain).find(line => /^::warning|^::error/.test(line)) ??
        '';
    if (lines.some(line => line.includes('cache write denied:')))
        return { kind: 'read-only', told: "GitHub's cache lets this run read only; nothing is saved." };
    if (/\(409\)|already exists/.test(detail))
        return { kind: 'exists', told: "Another job saved the same to GitHub's cache before." };
    if (/\(413\)|too large|exceeds|over the .* limit/i.test(detail))
        return {
            kind: 'too-big',
            told: `GitHub's cache does not take an archive of this size: ${quoted(detail)}`,
        };
    return refusalOf(detail) ?? broken(detail);
}
/** That the service, or the way to it, does not work. */
function broken(detail) {
    return { kind: 'broken', told: `GitHub's cache does not work in this run: ${quoted(detail)}` };
}
function refusalOf(detail) {
    const told = (what) => ({ kind: 'refused', told: `GitHub's cache ${what}` });
    if (detail.includes('cache read denied:'))
        return told('does not let this run read.');
    if (/Rate limited|\(429\)/.test(detail))
        return told('had too many requests of this repository within a minute (429).');
    if (/storage quota has been hit/.test(detail))
        return told("has no room left: the repository's storage quota is used up.");
    if (/\((401|403)\)/.test(detail))
        return told(`refuses this run: ${quoted(detail)}`);
    return undefined;
}
/** The last line, of whatever level, that matches. */
function said(lines, pattern) {
    const found = lines.map(line => pattern.exec(plain(line).replace(/^::\w+::/, ''))?.[1]);
    return found.findLast(it => it !== undefined);
}
/** Without the escapes of workflow commands. */
function plain(line) {
    return line.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%');
}
/** The signature of an address is a secret for as long as the address is good. */
function quoted(detail) {
    const text = detail
        .replace(/^::\w+::/, '')
        .replace(/\s*If you are using self-hosted runners.*/s, '')
        .replace(/\bsig=[^&\s"']*/gi, 'sig=***');
    const line = (0,lib_text/* toOneLine */.GX)(text, 240) || 'it gave no reason';
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: ./build/host/process/lines.js
var process_lines = __webpack_require__(5222);
// EXTERNAL MODULE: ./build/caches/actions-cache/protocol.js
var protocol = __webpack_require__(4241);
;// CONCATENATED MODULE: ./build/caches/actions-cache/call.js




/** Lines of the toolkit's output that are looked at. */
const LINES = 1000;
/** Seconds in which the process has to begin. */
const START = 60;
/** Milliseconds between two looks at the clock. */
const TICK = 100;
/**
 * Runs one call of `@actions/cache` in a process of its own: it can be ended at any moment, nothing that it prints
 * reaches the runner, and its token is in no environment. Never throws.
 * @param entry the script that serves such calls when its argument is {@link ROLE}
 * @param env of the process, without credentials
 */
async function callChild(request, entry, env, bounds) {
    const child = (0,external_node_child_process_.spawn)(process.execPath, [entry, protocol/* ROLE */.z], {
        cwd: `${request.folder}/work`,
        env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const lines = [];
    const splitter = new process_lines/* LineSplitter */.g(line => {
        if (lines.length < LINES && !/^(Sent|Received) \d/.test(line))
            lines.push(line);
    }, 4096);
    let said = '';
    child.stdout?.on('data', (chunk) => splitter.write(chunk));
    child.stderr?.on('data', (chunk) => {
        if (said.length < 2000)
            said += chunk;
    });
    const closed = (0,external_node_events_.once)(child, 'close').catch(error => {
        said = String(error);
    });
    let report;
    const overstepped = await watch(child, request, bounds, it => {
        report = it;
    });
    if (overstepped)
        killGroup(child);
    await closed;
    splitter.end();
    if (overstepped)
        return { how: overstepped };
    return report ? { how: 'reported', report, lines } : { how: 'died', said };
}
/** Waits for the end of the child, or for the first bound that it oversteps. */
function watch(child, request, { stall, total, archive, cancel }, onReport) {
    return new Promise(resolve => {
        const began = performance.now();
        let progressed = began;
        let moved = -1;
        let tooBig = false;
        const look = () => {
            const now = performance.now();
            if (cancel?.aborted)
                end('cancelled');
            else if (tooBig)
                end('too-big');
            else if (now - progressed > (moved < 0 ? START : stall) * 1000)
                end('stalled');
            else if (now - began > total * 1000)
                end('slow');
        };
        const timer = setInterval(look, TICK);
        const end = (how) => {
            clearInterval(timer);
            resolve(how);
        };
        child.on('message', (report) => {
            if (!('moved' in report))
                return onReport(report);
            if (report.moved !== moved)
                progressed = performance.now();
            moved = report.moved;
            tooBig = report.archive > archive;
        });
        child.once('error', () => end());
        // The pipes may be held by what it started.
        child.once('exit', () => {
            killGroup(child);
            end();
        });
        // Where it could not be started, 'error' tells.
        if (child.connected)
            child.send(request, () => { });
    });
}
/** The process, tar and zstd. */
function killGroup({ pid }) {
    try {
        if (pid !== undefined)
            process.kill(-pid, 'SIGKILL');
    }
    catch {
        // It has ended.
    }
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/service.js
/** What `@actions/cache` reads of the environment beside paths. */
const VARIABLES = [
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_URL',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_CACHE_MODE',
];
/** Events whose runs may save: design of GitHub's scopes keeps what a stranger's pull request saves to itself. */
const WRITERS = [
    ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'release'],
    ...['merge_group', 'pull_request'],
];
/** Whether a run of this event (GITHUB_EVENT_NAME) may save to GitHub's cache, whatever ACTIONS_CACHE_MODE says. */
function mayWrite(eventName) {
    return WRITERS.includes(eventName ?? '');
}
/** Whether GitHub's cache can be asked, by what the runner gave to the job. */
function serviceFor(action, env) {
    const missing = whyMissing(env);
    if (missing)
        return { off: missing };
    const mode = (env.ACTIONS_CACHE_MODE ?? '').trim().toLowerCase();
    if (mode === 'none' || mode === (action === 'restore' ? 'write-only' : 'read')) {
        const what = action === 'restore' ? 'Nothing is restored from' : 'Nothing is saved to';
        return {
            off: `${what} GitHub's cache: the workflow's cache-mode is ${mode}.`,
            ...(mode === 'read' ? { readOnly: true } : {}),
        };
    }
    if (action === 'save' && !mayWrite(env.GITHUB_EVENT_NAME)) {
        const event = env.GITHUB_EVENT_NAME || 'of an unknown event';
        return { off: `Nothing is saved to GitHub's cache in a run ${onEvent(event)}.`, readOnly: true };
    }
    const names = VARIABLES.filter(name => env[name] !== undefined);
    return { variables: Object.fromEntries(names.map(name => [name, env[name] ?? ''])) };
}
const onEvent = (event) => (event.includes(' ') ? event : `on ${event}`);
function whyMissing(env) {
    const enterprise = isEnterprise(env.GITHUB_SERVER_URL);
    const url = env.ACTIONS_CACHE_SERVICE_V2 && !enterprise ? env.ACTIONS_RESULTS_URL : env.ACTIONS_CACHE_URL;
    if (!url) {
        return enterprise
            ? "GitHub's cache is off: this GitHub Enterprise Server offers none to its runners (ACTIONS_CACHE_URL is not set)."
            : "GitHub's cache is off: the runner offers none (neither ACTIONS_RESULTS_URL nor ACTIONS_CACHE_URL is set).";
    }
    if (!URL.canParse(url))
        return "GitHub's cache is off: the runner gives no valid address of it.";
    if (!env.ACTIONS_RUNTIME_TOKEN)
        return "GitHub's cache is off: this process has no token for it (ACTIONS_RUNTIME_TOKEN).";
    return undefined;
}
/** The toolkit's rule: there the service has the first version of its protocol, if it is there at all. */
function isEnterprise(server) {
    const url = server || 'https://github.com';
    const { hostname } = new URL(URL.canParse(url) ? url : 'https://github.com');
    return hostname !== 'github.com' && !/\.(ghe\.com|localhost)$/.test(hostname);
}

;// CONCATENATED MODULE: ./build/caches/actions-cache/client.js










/** Seconds without a byte, in either direction, after which a call is given up. */
const CACHE_STALL = 30;
/** Seconds that a call may take in all, however it moves. */
const TOTAL = 600;
/** Asks nothing yet. */
function openActionsCache(options) {
    return {
        restore: request => restore(request, options).catch(error => broken(String(error))),
        save: request => save(request, options).catch(error => broken(String(error))),
    };
}
/** Why nothing can be restored or saved in this run, in a sentence; undefined where the service may be asked. */
function whyNot(action, env) {
    const service = serviceFor(action, env);
    return 'off' in service ? service.off : undefined;
}
/** Whether the user has to be warned of it: the cache failed, and is not merely empty, off, or faster elsewhere. */
function isCacheTrouble({ kind }) {
    return kind === 'refused' || kind === 'too-big' || kind === 'broken';
}
/** Whether the service, or the way to it, is at fault, and not what was asked for. */
function isOutage({ kind }) {
    return kind === 'refused' || kind === 'broken';
}
async function restore(asked, options) {
    const { key, restoreKeys = [], limit, file } = asked;
    const service = serviceFor('restore', options.env);
    if ('off' in service)
        return { kind: 'off', told: service.off };
    const ended = await call({ action: 'restore', file, key, restoreKeys, limit }, service, options);
    const judged = await judge();
    if (judged.kind !== 'hit')
        await (0,promises_.rm)(file, { force: true });
    return judged;
    async function judge() {
        if (ended.how !== 'reported')
            return unfinished(ended, options, limit);
        const { report, lines } = ended;
        if ('error' in report && report.tooBig)
            return tooBig(limit);
        const judgement = judgeRestore({ ...report, lines }, { key, restoreKeys });
        if (judgement.kind === 'read-only' || judgement.kind === 'exists')
            return broken(judgement.told);
        if (judgement.kind !== 'hit')
            return judgement;
        const { size } = await (0,promises_.stat)(file);
        const told = `Restored ${judgement.key} from GitHub's cache (${size} bytes).`;
        return { kind: 'hit', key: judgement.key, exact: judgement.key === key, bytes: size, told };
    }
}
async function save({ file, key, limit }, options) {
    const service = serviceFor('save', options.env);
    if ('off' in service)
        return { kind: service.readOnly ? 'read-only' : 'off', told: service.off };
    const { size } = await (0,promises_.stat)(file);
    if (limit !== undefined && size > limit)
        return tooBig(limit);
    const request = { action: 'save', file, key, restoreKeys: [], limit: size };
    const ended = await call(request, service, options);
    if (ended.how !== 'reported')
        return unfinished(ended, options, size);
    const judgement = judgeSave({ ...ended.report, lines: ended.lines });
    return judgement.kind === 'saved'
        ? { kind: 'saved', told: `Saved ${key} to GitHub's cache (${size} bytes).` }
        : judgement;
}
async function call(asked, service, options) {
    // The toolkit does not quote the paths that it gives to tar.
    const base = /^[\w./+@%-]+$/.test(options.folder) ? options.folder : (0,external_node_os_.tmpdir)();
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(base, 'actions-cache-'));
    try {
        for (const name of ['bin', 'kept', 'runner', 'work'])
            await (0,promises_.mkdir)((0,external_node_path_.join)(folder, name));
        const name = (0,external_node_path_.basename)(asked.file);
        if (asked.action === 'save')
            await lend(asked.file, (0,external_node_path_.join)(folder, 'work', name));
        const request = { ...asked, name, folder, variables: service.variables };
        const env = (0,environment/* childEnvironment */.Qc)(options.env);
        return await callChild(request, options.entry ?? process.argv[1] ?? '', env, bounds());
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    function bounds() {
        const { stall = CACHE_STALL, total = TOTAL, cancel } = options;
        // What does not compress gets a little longer by being packed.
        return { stall, total, cancel, archive: asked.limit * 1.02 + (1 << 20) };
    }
}
/** The file under its name in the folder, without copying where that is possible. */
async function lend(file, to) {
    await (0,promises_.link)(file, to).catch(() => (0,promises_.copyFile)(file, to, external_node_fs_.constants.COPYFILE_FICLONE));
}
function unfinished(ended, { stall = CACHE_STALL, total = TOTAL }, limit) {
    const gaveUp = (why) => ({
        kind: 'broken',
        told: `GitHub's cache was given up: ${why}.`,
    });
    switch (ended.how) {
        case 'too-big':
            return tooBig(limit);
        case 'stalled':
            return gaveUp(`no byte was moved for ${stall} s`);
        case 'slow':
            return gaveUp(`it was not done within ${total} s`);
        case 'cancelled':
            return gaveUp('the run was cancelled');
        case 'died':
            return gaveUp(`the process that asks it ended (${(0,lib_text/* toOneLine */.GX)(ended.said) || 'without a word'})`);
    }
}
function tooBig(limit) {
    return {
        kind: 'too-big',
        told: `GitHub's cache is not used for this: it would be more than ${limit} bytes.`,
    };
}


/***/ }),

/***/ 9549:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* binding */ CachixRefused),
/* harmony export */   Fp: () => (/* binding */ CachixUnreachable),
/* harmony export */   Zk: () => (/* binding */ LONGEST_WISH),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   m2: () => (/* binding */ errorDetail),
/* harmony export */   sw: () => (/* binding */ Caller)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var p_retry__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4995);
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8447);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(873);
/* harmony import */ var _responses_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2625);






/** Cachix answered, and the answer was no. */
class CachixRefused extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l {
    status;
    /** Its own words, behind the status: `401: the token is expired`. */
    said;
    constructor(message, hint, status, said) {
        super(message, hint);
        this.name = 'CachixRefused';
        this.status = status;
        this.said = said;
    }
}
/** No answer that can be used: a broken connection, errors of the server, nonsense. */
class CachixUnreachable extends _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l {
    /** What was seen last. */
    said;
    constructor(message, said, options) {
        super(message, 'Look at https://status.cachix.org and the network of the runner.', options);
        this.name = 'CachixUnreachable';
        this.said = said;
    }
}
/** The longest that a server's wish to wait is obeyed, in seconds. */
const LONGEST_WISH = 120;
/** Bytes of an answer: 32,768 hashes take 1.1 MiB. */
const LARGEST_ANSWER = 4 << 20;
/** Calls Cachix's API: with the token, retries, and waits as long as it wishes; proxies are taken from the environment. */
class Caller {
    host;
    #token;
    #options;
    #http;
    /** When the server, which said “too many requests”, may be asked again (performance.now()). */
    #quietUntil = 0;
    #closed = false;
    /** @throws Failure for a host or a token that can not be one */
    constructor(options) {
        const { protocol } = URL.canParse(options.host) ? new URL(options.host) : { protocol: '' };
        if (!/^https?:$/.test(protocol))
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l(`cachix-host “${options.host}” is no URL`, 'Give it as https://cachix.org.');
        this.host = options.host.replace(/\/+$/, '');
        this.#token = options.token?.trim() || undefined;
        if (this.#token && !/^[\x21-\x7e]+$/.test(this.#token))
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l('cachix-auth-token holds characters that no token has', 'Look for spaces, line breaks and quotes in the secret.');
        this.#options = options;
    }
    get hasToken() {
        return this.#token !== undefined;
    }
    /** Forgets the token and cuts the connections; whatever is asked later fails. */
    async close() {
        this.#token = undefined;
        this.#closed = true;
        await (await this.#http)?.close();
    }
    /** The connections, for what goes elsewhere and without the token. */
    http() {
        if (this.#closed)
            throw new _responses_js__WEBPACK_IMPORTED_MODULE_3__/* .OddAnswer */ .oh('this client of Cachix is closed');
        this.#http ??= (0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .openHttp */ .fb)(this.#options.stall ?? _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .STALL */ .FI);
        return this.#http;
    }
    /**
     * Asks until there is an answer; 429, 5xx, broken connections and broken answers are asked again.
     * @throws CachixRefused, CachixUnreachable, or the reason of a cancel
     */
    async call(call) {
        const { attempts = 6 } = this.#options;
        const always = call.regardless ? undefined : this.#options.cancel;
        const ends = call.deadline ? AbortSignal.timeout(call.deadline * 1000) : undefined;
        const latest = performance.now() + (call.deadline ?? Number.POSITIVE_INFINITY) * 1000;
        const cancel = AbortSignal.any([always, call.cancel, ends].filter(signal => !!signal));
        let last;
        try {
            return await (0,p_retry__WEBPACK_IMPORTED_MODULE_4__/* ["default"] */ .Ay)(() => this.#ask(call, cancel), {
                retries: attempts - 1,
                minTimeout: 0,
                shouldRetry: ({ error }) => isPassing(error),
                signal: cancel,
                onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                    if (cancel.aborted)
                        return;
                    last = error;
                    if (isPassing(error) && retriesLeft > 0)
                        await this.#wait(call, error, attemptNumber, latest, cancel);
                },
            });
        }
        catch (error) {
            always?.throwIfAborted();
            call.cancel?.throwIfAborted();
            throw this.#failure(call, ends?.aborted ? last : error, ends?.aborted === true);
        }
    }
    /** @throws the error itself where waiting would pass the deadline */
    async #wait(call, error, n, latest, signal) {
        const { firstWait = 1, longestWait = 15, onRetry } = this.#options;
        const wish = Math.min((error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_ ? error.retryAfter : 0) ?? 0, LONGEST_WISH);
        // Random from 0 on: clients that failed together do not come back together.
        const own = Math.random() * Math.min(firstWait * 2 ** (n - 1), longestWait);
        const until = performance.now() + Math.max(wish, own) * 1000;
        if (until > latest)
            throw error;
        if (wish > 0)
            this.#quietUntil = Math.max(this.#quietUntil, until);
        onRetry?.(`${this.host} did not ${call.what}: ${this.#told(call, error)}`);
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(until - performance.now(), undefined, { signal });
    }
    async #ask(call, cancel) {
        const quiet = this.#quietUntil - performance.now();
        if (quiet > 0)
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(quiet, undefined, { signal: cancel });
        const http = await this.http();
        const response = await http.request(`${this.host}/api/v1/${call.path}`, {
            method: call.method,
            headers: {
                accept: 'application/json',
                'user-agent': this.#options.userAgent ?? 'nix-ci',
                ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
                ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
            ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_5__/* .defined */ .s)({ stall: call.stall }),
            cancel,
        });
        const text = await textOf(response.body);
        const status = response.statusCode;
        if (status >= 200 && status < 300)
            return call.read(text);
        const said = this.#hideToken(`${status}${errorDetail(text)}`);
        if (status !== 429 && status < 500)
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr(status, said);
        const header = (0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfter */ .P9)(response.headers['retry-after']);
        throw new _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .TransientError */ .N_(said, Math.max(header ?? 0, wishIn(text)));
    }
    #told(call, error) {
        if (error instanceof SyntaxError)
            return 'its answer is no JSON';
        return this.#hideToken((0,_host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .describeRequestError */ .tM)(error, call.stall ?? this.#options.stall ?? _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .STALL */ .FI));
    }
    #failure(call, error, isLate) {
        if (error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr) {
            const { status, message: said } = error;
            const message = `${this.host} refused to ${call.what}: ${said}`;
            return new CachixRefused(message, this.#hint(status), status, said);
        }
        const late = `no answer within ${call.deadline} s`;
        const told = error === undefined ? late : this.#told(call, error);
        const said = isLate && error !== undefined ? `${late}, at last: ${told}` : told;
        return new CachixUnreachable(`${this.host} did not ${call.what}: ${said}`, said, {
            cause: error,
        });
    }
    #hint(status) {
        if (status === 404)
            return 'Look at the inputs cachix-name and cachix-host.';
        if (status !== 401 && status !== 403)
            return 'Look at what it said, and at the inputs cachix-name and cachix-host.';
        return this.#token
            ? 'Look at the input cachix-auth-token: the token may have ended, or be of another cache.'
            : 'The cache may be private: it is read with the input cachix-auth-token.';
    }
    #hideToken(text) {
        return this.#token ? text.replaceAll(this.#token, '***') : text;
    }
}
function isPassing(error) {
    const { code } = error;
    return !(error instanceof _host_http_js__WEBPACK_IMPORTED_MODULE_1__/* .PermanentError */ .Dr ||
        error instanceof _responses_js__WEBPACK_IMPORTED_MODULE_3__/* .OddAnswer */ .oh ||
        code === 'UND_ERR_INVALID_ARG');
}
/** The text of an answer that is not too large. */
async function textOf(body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > LARGEST_ANSWER)
            throw new _responses_js__WEBPACK_IMPORTED_MODULE_3__/* .OddAnswer */ .oh(`its answer has more than ${LARGEST_ANSWER} B`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
/** What an answer says in words, for one line of a log: `: the token is expired`, or nothing. */
function errorDetail(text) {
    const { message, error, detail, title } = recordIn(text) ?? {};
    const words = [message, error, detail, title].find(word => typeof word === 'string' && word);
    const plain = typeof words === 'string' ? words : /^\s*[<{[]/.test(text) ? '' : text;
    const line = plain.replace(/[\x00-\x1f\x7f-\x9f\s]+/g, ' ').trim();
    return line && `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`;
}
/** Seconds that the body of an answer asks to wait. */
function wishIn(text) {
    const wish = recordIn(text)?.retry_after;
    return typeof wish === 'number' && wish > 0 ? wish : 0;
}
function recordIn(text) {
    try {
        const json = JSON.parse(text);
        return typeof json === 'object' && json !== null ? json : undefined;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 7750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DP: () => (/* reexport safe */ _call_js__WEBPACK_IMPORTED_MODULE_1__.DP),
/* harmony export */   FZ: () => (/* binding */ Cachix),
/* harmony export */   Fp: () => (/* reexport safe */ _call_js__WEBPACK_IMPORTED_MODULE_1__.Fp)
/* harmony export */ });
/* harmony import */ var _host_http_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8447);
/* harmony import */ var _call_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9549);
/* harmony import */ var _responses_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2625);




/** Hashes that are asked for at once. */
const BATCH = 32_768;
/** Bytes that a connection is given at once: what it takes counts as progress. */
const PIECE = 64 << 10;
/** Seconds without progress of a part. */
const PART_STALL = 30;
/** Seconds that completing may be silent: the storage puts the parts together. */
const COMPLETE_STALL = 60;
/** Seconds that aborting may take in all. */
const ABORT_DEADLINE = 5;
/**
 * One cache of Cachix. Every method throws CachixRefused (Cachix said no), CachixUnreachable (no usable answer after all
 * attempts) or the reason of a cancel; the token goes to `host` only.
 */
class Cachix {
    name;
    #caller;
    #options;
    /** @throws Failure for a host or a token that can not be one */
    constructor(options) {
        this.name = options.name;
        this.#options = options;
        this.#caller = new _call_js__WEBPACK_IMPORTED_MODULE_1__/* .Caller */ .sw(options);
    }
    /** Keys, address and, with a token, the permission; within 15 s. */
    info(cancel) {
        return this.#caller.call({
            what: `tell of the cache ${this.name}`,
            method: 'GET',
            path: this.#path(''),
            deadline: this.#options.infoDeadline ?? 15,
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readCacheInfo */ .rn,
            cancel,
        });
    }
    /** Which of these paths (their 32 characters) neither the cache nor its upstream has. */
    async missing(hashes, cancel) {
        const asked = [...new Set(hashes)];
        const missing = new Set();
        for (let start = 0; start < asked.length; start += BATCH) {
            const batch = asked.slice(start, start + BATCH);
            const answer = await this.#caller.call({
                what: `say what the cache ${this.name} lacks`,
                method: 'POST',
                path: this.#path('/narinfo'),
                json: batch,
                read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readHashes */ .LB,
                cancel,
            });
            const known = new Set(batch);
            for (const hash of answer)
                if (known.has(hash))
                    missing.add(hash);
        }
        return missing;
    }
    /** Whether the cache has a path (its 32 characters). */
    async exists(hash, cancel) {
        try {
            return await this.#caller.call({
                what: `say whether the cache ${this.name} has a path`,
                method: 'HEAD',
                path: this.#path(`/${encodeURIComponent(hash)}.narinfo`),
                read: () => true,
                cancel,
            });
        }
        catch (error) {
            if (error instanceof _call_js__WEBPACK_IMPORTED_MODULE_1__/* .CachixRefused */ .DP && error.status === 404)
                return false;
            throw error;
        }
    }
    /** Begins the upload of a NAR that is compressed with zstd. */
    createNar(cancel) {
        return this.#caller.call({
            what: 'begin an upload',
            method: 'POST',
            path: this.#path('/multipart-nar?compression=zst'),
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readUpload */ .OA,
            cancel,
        });
    }
    /** An address to which the part of this MD5 (base 64) may be sent for 5 minutes; it is a credential. */
    signPart(upload, number, md5, cancel) {
        return this.#caller.call({
            what: `give an address for part ${number}`,
            method: 'POST',
            path: this.#upload(upload, '', `&partNumber=${number}`),
            json: { contentMD5: md5 },
            read: _responses_js__WEBPACK_IMPORTED_MODULE_2__/* .readUploadUrl */ .$p,
            cancel,
        });
    }
    /**
     * Sends a part, once.
     * @param stall seconds without progress, default 30
     * @returns the storage's ETag, as it came
     * @throws Error saying what happened
     */
    async putPart(url, part, cancel, stall = PART_STALL) {
        const http = await this.#caller.http();
        const response = await http.request(url, {
            method: 'PUT',
            headers: {
                'content-type': 'application/octet-stream',
                'content-length': String(part.size),
                'content-md5': part.md5,
            },
            body: piecesOf(part),
            cancel,
            stall,
        });
        const text = await (0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .textOf */ .b6)(response.body).catch(() => '');
        if (response.statusCode !== 200)
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_(`the storage answered ${response.statusCode}${(0,_call_js__WEBPACK_IMPORTED_MODULE_1__/* .errorDetail */ .m2)(text)}`, (0,_host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .retryAfter */ .P9)(response.headers['retry-after']));
        const eTag = response.headers.etag;
        if (typeof eTag !== 'string' || eTag === '')
            throw new _host_http_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_('the storage gave no ETag for the part');
        return eTag;
    }
    /** Has the parts put together and the path served, once its closure is there. */
    async complete(upload, parts, narInfo, cancel) {
        await this.#caller.call({
            what: `complete the upload of ${narInfo.cStoreHash}-${narInfo.cStoreSuffix}`,
            method: 'POST',
            path: this.#upload(upload, '/complete'),
            json: { parts, narInfoCreate: narInfo },
            stall: COMPLETE_STALL,
            read: () => undefined,
            cancel,
        });
    }
    /** Has an upload thrown away; within 5 s. */
    async abort(upload) {
        await this.#caller.call({
            what: 'abort an upload',
            method: 'POST',
            path: this.#upload(upload, '/abort'),
            deadline: ABORT_DEADLINE,
            regardless: true,
            read: () => undefined,
        });
    }
    /** Forgets the token for good and cuts the connections; whatever is asked later fails. */
    close() {
        return this.#caller.close();
    }
    #path(rest) {
        return `cache/${encodeURIComponent(this.name)}${rest}`;
    }
    #upload({ narId, uploadId }, verb, more = '') {
        const query = `uploadId=${encodeURIComponent(uploadId)}${more}`;
        return this.#path(`/multipart-nar/${encodeURIComponent(narId)}${verb}?${query}`);
    }
}
async function* piecesOf({ chunks }) {
    for (const chunk of chunks)
        for (let at = 0; at < chunk.length; at += PIECE)
            yield chunk.subarray(at, at + PIECE);
}


/***/ }),

/***/ 2625:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $p: () => (/* binding */ readUploadUrl),
/* harmony export */   LB: () => (/* binding */ readHashes),
/* harmony export */   OA: () => (/* binding */ readUpload),
/* harmony export */   oh: () => (/* binding */ OddAnswer),
/* harmony export */   rn: () => (/* binding */ readCacheInfo)
/* harmony export */ });
/* harmony import */ var _nix_signature_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8486);

/** An answer that is well sent and yet not what Cachix gives; asking again gives the same. */
class OddAnswer extends Error {
}
/** @throws OddAnswer naming the field; SyntaxError */
function readCacheInfo(text) {
    const json = record(text);
    const keys = list(json, 'publicSigningKeys');
    const key = keys.find(one => !(0,_nix_signature_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePublicKey */ .ee)(one));
    if (key !== undefined)
        throw odd('publicSigningKeys', key);
    if (typeof json.isPublic !== 'boolean')
        throw odd('isPublic', json.isPublic);
    const { permission } = json;
    return {
        name: string(json, 'name'),
        uri: substituter(json),
        isPublic: json.isPublic,
        publicSigningKeys: keys.map(one => one.trim()),
        permission: permission === 'Read' || permission === 'Write' || permission === 'Admin'
            ? permission
            : undefined,
        compression: json.preferredCompressionMethod === 'XZ' ? 'xz' : 'zst',
    };
}
/** @throws OddAnswer, SyntaxError */
function readHashes(text) {
    const json = JSON.parse(text);
    if (Array.isArray(json) && json.every(item => typeof item === 'string'))
        return json;
    throw new OddAnswer('its answer is not a list of hashes');
}
/** @throws OddAnswer, SyntaxError */
function readUpload(text) {
    const json = record(text);
    return { narId: string(json, 'narId'), uploadId: string(json, 'uploadId') };
}
/** @throws OddAnswer, SyntaxError */
function readUploadUrl(text) {
    const json = record(text);
    const url = string(json, 'uploadUrl');
    // What is behind the address is a credential of its own and stays out of messages.
    if (!isHttp(url))
        throw new OddAnswer('its “uploadUrl” is no address');
    return url;
}
// A query could switch the check of signatures off (`?trusted=1`), a space begin another setting.
function substituter(json) {
    const uri = string(json, 'uri');
    const plain = /^https?:\/\/[\w.\-:[\]]+(\/[\w.\-/]*)?$/.test(uri);
    if (!plain || !isHttp(uri))
        throw odd('uri', uri);
    return uri;
}
function isHttp(url) {
    return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
function record(text) {
    const json = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
        return json;
    throw new OddAnswer('its answer is not an object');
}
function string(json, name) {
    const value = json[name];
    if (typeof value === 'string' && value !== '' && value.length <= 8192)
        return value;
    throw odd(name, value);
}
function list(json, name) {
    const value = json[name];
    if (Array.isArray(value) && value.every(item => typeof item === 'string'))
        return value;
    throw odd(name, value);
}
function odd(name, value) {
    const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 100);
    return new OddAnswer(`“${name}” in its answer is odd: ${shown}`);
}


/***/ }),

/***/ 3320:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ trustOptions)
/* harmony export */ });
/** Pure: what trust goes by. */
function trustOptions({ upstream, push, authToken, signingKey, name, }) {
    const hasCredential = authToken.value !== undefined || signingKey.value !== undefined;
    return { upstream, push, hasCredential, cachixName: name };
}


/***/ }),

/***/ 9203:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jM: () => (/* binding */ logDecision),
  m6: () => (/* binding */ makePusher),
  Lc: () => (/* binding */ startPush),
  QD: () => (/* binding */ trustedKeys),
  NH: () => (/* binding */ writeCaches)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
// EXTERNAL MODULE: ./build/nix/conf.js
var conf = __webpack_require__(1764);
// EXTERNAL MODULE: ./build/nix/isolation.js
var nix_isolation = __webpack_require__(9132);
// EXTERNAL MODULE: ./build/nix/signature.js
var signature = __webpack_require__(8486);
// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var store = __webpack_require__(7726);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/trust/decide-push.js

/** Decides whether to push, once Cachix was asked. Where the run is not trusted, reason and level are the decision's own. */
function decidePush(decision, input) {
    const { trusted, reason, level, hint } = decision;
    if (!trusted)
        return { push: false, reason, level, ...(hint ? { hint } : {}) };
    const refusal = onlyPlanned(input) ??
        notIsolated(input) ??
        notPermitted(input) ??
        wronglySigned(input) ??
        wouldPublish(input) ??
        outOfReach(input);
    return refusal ? { push: false, ...refusal } : { push: true, reason, level };
}
function onlyPlanned({ plan, cachixName }) {
    if (!plan)
        return undefined;
    return { reason: `A plan builds nothing, so nothing is pushed to ${cachixName}.`, level: 'info' };
}
function notIsolated({ isolated, cachixName }) {
    if (isolated)
        return undefined;
    return {
        reason: `Builds are not isolated on this machine: they have no sandbox and no users of their own, so nothing is pushed to ${cachixName}.`,
        level: 'warning',
        hint: 'Let Nix build with sandbox = true, or use nix-mode: daemon.',
    };
}
function notPermitted({ permission, cachixName }) {
    if (permission === 'Admin' || permission === 'Write' || permission === 'signing-key-alone') {
        return undefined;
    }
    if (typeof permission === 'string') {
        const granted = permission === 'Read' ? 'only reading' : 'nothing';
        return {
            reason: `Cachix grants the cachix-auth-token ${granted} on ${cachixName}, so nothing is pushed.`,
            level: 'warning',
            hint: `Make a token for ${cachixName} with the permission to write, and check the name of the cache.`,
        };
    }
    if ('refused' in permission) {
        return {
            reason: `Cachix refuses the cachix-auth-token for ${cachixName}, so nothing is pushed; it says: ${(0,lib_text/* toOneLine */.GX)(permission.refused)}`,
            level: 'warning',
            hint: 'Was the token revoked or the cache renamed? Make a new token, or correct cachix-name.',
        };
    }
    return {
        reason: `Cachix cannot be reached (${(0,lib_text/* toOneLine */.GX)(permission.unreachable)}), so nothing is pushed to ${cachixName}.`,
        level: 'warning',
        hint: 'The steps go on without it. If it lasts, look at status.cachix.org and at cachix-host.',
    };
}
function wronglySigned({ wrongKey, cachixName }) {
    if (wrongKey === undefined)
        return undefined;
    return {
        reason: `The cachix-signing-key is not a key of ${cachixName}, so nothing is pushed: ${wrongKey}`,
        level: 'warning',
        hint: `Nobody could use what it signs. Set cachix-signing-key to the one that belongs to ${cachixName}, or add its public key to the cache.`,
    };
}
function wouldPublish(input) {
    const { repositoryPrivate, cachePublic, allowPublicCache, cachixName } = input;
    if (!repositoryPrivate || allowPublicCache || cachePublic === false)
        return undefined;
    const is = cachePublic ? 'is public' : 'may be public (Cachix does not say)';
    return {
        reason: `This repository is private and ${cachixName} ${is}, so nothing is pushed.`,
        level: 'warning',
        hint: 'Use a private cache, or set allow-public-cache: true if everybody may read what is built here.',
    };
}
function outOfReach({ deferred, nixMode, commandsRan }) {
    if (nixMode === 'daemon' || !(deferred || commandsRan))
        return undefined;
    const steps = deferred ? 'Later steps' : 'Commands of an earlier step';
    return {
        reason: `${steps} of the job could have written to the store of a single-user Nix, so nothing is pushed after them.`,
        level: 'notice',
        hint: 'Give the builds to this action as steps, before all commands, or use nix-mode: daemon.',
    };
}

// EXTERNAL MODULE: ./build/caches/cachix/client.js
var client = __webpack_require__(7750);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js
var http = __webpack_require__(8447);
// EXTERNAL MODULE: ./build/caches/cachix/call.js
var call = __webpack_require__(9549);
;// CONCATENATED MODULE: ./build/caches/cachix/multipart.js







/** Parts of one upload that are on their way at once. */
const AT_ONCE = 2;
const PART_SIZE = 8 << 20;
/** Seconds: the longest wait before a part is sent again. */
const LONGEST_WAIT = 15;
/** Cuts a stream into parts of one size and sends them, two at once; whoever adds waits while both are on their way. */
class Parts {
    #cachix;
    #upload;
    #options;
    #size;
    #stop = new AbortController();
    #sending = new Set();
    #stored = [];
    #number = 0;
    #chunks = [];
    #bytes = 0;
    #md5 = (0,external_node_crypto_.createHash)('md5');
    /** Why a part could not be sent. */
    failure;
    /** Aborted by a cancel, and once a part has failed for good. */
    stopped;
    constructor(cachix, upload, options) {
        this.#cachix = cachix;
        this.#upload = upload;
        this.#options = options;
        this.#size = options.partSize ?? PART_SIZE;
        const { signal } = this.#stop;
        this.stopped = options.cancel ? AbortSignal.any([signal, options.cancel]) : signal;
    }
    /** What the storage has, by number. */
    get stored() {
        return this.#stored.toSorted((a, b) => a.partNumber - b.partNumber);
    }
    /** Takes bytes; resolves when more are wanted. */
    async add(chunk) {
        let rest = chunk;
        while (rest.length > 0) {
            const piece = rest.subarray(0, this.#size - this.#bytes);
            rest = rest.subarray(piece.length);
            this.#chunks.push(piece);
            this.#bytes += piece.length;
            this.#md5.update(piece);
            if (this.#bytes === this.#size)
                await this.#flush();
        }
    }
    /** Sends what is left, and waits until the storage has everything. */
    async end() {
        if (this.#bytes > 0 || this.#number === 0)
            await this.#flush();
        await Promise.all(this.#sending);
        this.stopped.throwIfAborted();
    }
    /** Ends what is on its way. */
    async stop(reason) {
        this.#stop.abort(reason);
        await Promise.all(this.#sending);
    }
    async #flush() {
        const part = { chunks: this.#chunks, size: this.#bytes, md5: this.#md5.digest('base64') };
        this.#chunks = [];
        this.#bytes = 0;
        this.#md5 = (0,external_node_crypto_.createHash)('md5');
        this.#number += 1;
        while (this.#sending.size >= AT_ONCE)
            await Promise.race(this.#sending);
        this.stopped.throwIfAborted();
        const sending = this.#send(part, this.#number)
            .catch(error => {
            this.failure ??= error;
            this.#stop.abort(error);
        })
            .finally(() => this.#sending.delete(sending));
        this.#sending.add(sending);
    }
    /** An address may expire before it is used, so that every attempt has its own. */
    async #send(part, partNumber) {
        const { partAttempts = 5, firstWait = 1, stall, onRetry } = this.#options;
        const signal = this.stopped;
        const attempt = async () => {
            const url = await this.#cachix.signPart(this.#upload, partNumber, part.md5, signal);
            return await this.#cachix.putPart(url, part, signal, stall);
        };
        try {
            const eTag = await (0,p_retry/* default */.Ay)(attempt, {
                retries: partAttempts - 1,
                minTimeout: 0,
                signal,
                shouldRetry: ({ error }) => !isOfApi(error),
                onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
                    if (signal.aborted || isOfApi(error) || retriesLeft === 0)
                        return;
                    onRetry?.(`part ${partNumber} was not stored: ${(0,http/* describeRequestError */.tM)(error, stall ?? http/* STALL */.FI * 2)}`);
                    const longest = Math.min(firstWait * 2 ** (attemptNumber - 1), LONGEST_WAIT);
                    const wish = (error instanceof http/* TransientError */.N_ ? error.retryAfter : 0) ?? 0;
                    const wait = Math.max(Math.random() * longest, Math.min(wish, call/* LONGEST_WISH */.Zk));
                    await (0,external_node_timers_promises_.setTimeout)(wait * 1000, undefined, { signal });
                },
            });
            this.#stored.push({ partNumber, eTag });
        }
        catch (error) {
            signal.throwIfAborted();
            if (isOfApi(error))
                throw error;
            throw new errors/* ActionError */.l(`part ${partNumber} could not be stored (${partAttempts} attempts): ${(0,http/* describeRequestError */.tM)(error, stall ?? http/* STALL */.FI * 2)}`, 'Look at https://status.cachix.org and the network of the runner.', { cause: error });
        }
    }
}
/** What the API said has been tried often enough. */
function isOfApi(error) {
    return error instanceof client/* CachixRefused */.DP || error instanceof client/* CachixUnreachable */.Fp;
}

;// CONCATENATED MODULE: ./build/caches/cachix/upload.js







/**
 * Uploads one store path. The NAR streams: at most three parts are in memory. Nothing is completed unless the NAR has
 * the hash and the size that the store has for the path; whatever fails, the upload is thrown away.
 * @param dump begins the path's NAR (what `nix-store --dump` prints)
 * @returns the bytes that the compressed NAR has
 * @throws CachixRefused or CachixUnreachable where no upload could begin, which is not the path's fault; else Failure
 *   naming the path, or the reason of a cancel
 */
async function uploadPath(cachix, info, dump, options = {}) {
    const named = nameOf(info);
    const upload = await cachix.createNar(options.cancel);
    try {
        const parts = new Parts(cachix, upload, options);
        const measured = await send(dump(), parts, options);
        compare(info, named.narHash, measured);
        const told = narInfoOf(info, named, measured, options.signingKey);
        await complete(cachix, upload, parts, told, options.cancel);
        return { bytes: measured.fileSize };
    }
    catch (error) {
        await cachix.abort(upload).catch(() => { });
        options.cancel?.throwIfAborted();
        if (error instanceof errors/* ActionError */.l && error.message.startsWith(info.path))
            throw error;
        const hint = error instanceof errors/* ActionError */.l ? error.hint : 'Look at the network of the runner.';
        throw new errors/* ActionError */.l(`${info.path} was not pushed: ${textOf(error)}`, hint, { cause: error });
    }
}
/** @throws Failure where the path or its hash is none */
function nameOf({ path, narHash, narSize }) {
    const [, hash, name] = /^\/nix\/store\/([0-9a-df-np-sv-z]{32})-([\w+\-.?=]+)$/.exec(path) ?? [];
    const bytes = (0,nix_hash/* parseSha256 */.tz)(narHash);
    if (hash && name && bytes && narSize > 0)
        return { hash, name, narHash: `sha256:${(0,nix_hash/* toNixBase32 */.$k)(bytes)}` };
    const what = `hash “${narHash}”, ${narSize} B`;
    throw new errors/* ActionError */.l(`${path} is no store path that can be pushed (${what})`, 'Look at the store.');
}
/** Hashes, compresses and uploads what `nar` gives. */
async function send(nar, parts, options) {
    const raw = (0,external_node_crypto_.createHash)('sha256');
    const compressed = (0,external_node_crypto_.createHash)('sha256');
    const sizes = { nar: 0, file: 0 };
    const zstd = (0,external_node_zlib_.createZstdCompress)({
        chunkSize: 128 << 10,
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: options.level ?? 2 },
    });
    const measure = async function* (source) {
        for await (const chunk of source) {
            raw.update(chunk);
            sizes.nar += chunk.length;
            yield chunk;
        }
    };
    const take = async (source) => {
        for await (const chunk of source) {
            compressed.update(chunk);
            sizes.file += chunk.length;
            await parts.add(chunk);
        }
        await parts.end();
    };
    try {
        await (0,external_node_stream_promises_.pipeline)(nar, measure, zstd, take, { signal: parts.stopped });
    }
    catch (error) {
        await parts.stop(error);
        // A part that failed ends the rest, whose complaint about that says nothing.
        throw parts.failure ?? error;
    }
    return {
        narHash: `sha256:${(0,nix_hash/* toNixBase32 */.$k)(raw.digest())}`,
        narSize: sizes.nar,
        fileHash: compressed.digest('hex'),
        fileSize: sizes.file,
    };
}
function compare({ path, narSize }, narHash, measured) {
    const hint = 'Its files were changed after it was registered, or it could not be read whole: `nix-store --verify-path` tells.';
    if (measured.narSize !== narSize) {
        const sizes = `its NAR has ${measured.narSize} B, the store says ${narSize} B`;
        throw new errors/* ActionError */.l(`${path} was not pushed: ${sizes}`, hint);
    }
    if (measured.narHash !== narHash) {
        const hashes = `its NAR is ${measured.narHash}, the store says ${narHash}`;
        throw new errors/* ActionError */.l(`${path} was not pushed: ${hashes}`, hint);
    }
}
function narInfoOf(info, named, { fileHash, fileSize }, key) {
    const base = (path) => path.slice(path.lastIndexOf('/') + 1);
    return {
        cStoreHash: named.hash,
        cStoreSuffix: named.name,
        cNarHash: named.narHash,
        cNarSize: info.narSize,
        cFileHash: fileHash,
        cFileSize: fileSize,
        cReferences: [...new Set(info.references.map(base))].sort(),
        cDeriver: info.deriver ? base(info.deriver) : 'unknown-deriver',
        cSig: key ? key.sign(info) : null,
    };
}
async function complete(cachix, upload, parts, told, cancel) {
    try {
        await cachix.complete(upload, parts.stored, told, cancel);
    }
    catch (error) {
        cancel?.throwIfAborted();
        // An attempt whose answer was lost may have done it: then the next finds no upload any more.
        const isDenied = error instanceof client/* CachixRefused */.DP && (error.status === 401 || error.status === 403);
        const isThere = !isDenied && (await cachix.exists(told.cStoreHash, cancel).catch(() => false));
        if (!isThere)
            throw error;
    }
}
function textOf(error) {
    return error instanceof Error ? error.message : String(error);
}

// EXTERNAL MODULE: ./build/caches/substituters/allowed-by-daemon.js
var allowed_by_daemon = __webpack_require__(9789);
;// CONCATENATED MODULE: ./build/caches/push/queue.js



/** Seconds: aborting an upload takes 5. */
const GRACE = 6;
/** What a timer can wait, in seconds. */
const LONGEST = 2_000_000;
/**
 * Pushes paths in the background, some at once, in the order in which they were added. Nothing is ever thrown: every
 * path has a result.
 */
class PushQueue {
    #upload;
    #options;
    #stop = new AbortController();
    #known = new Set();
    #waiting = [];
    #running = new Map();
    #results = new Map();
    /** What Cachix said, where it wants nothing of us. */
    #refused;
    constructor(upload, options = {}) {
        this.#upload = upload;
        this.#options = options;
        const { cancel } = options;
        const onCancel = () => this.#end('the run was cancelled');
        if (cancel?.aborted)
            onCancel();
        else
            cancel?.addEventListener('abort', onCancel, { once: true, signal: this.#stop.signal });
    }
    /** Adds paths; one that was added before is passed over, and after the end each fails at once. */
    add(...paths) {
        for (const path of paths) {
            if (this.#known.has(path.path))
                continue;
            this.#known.add(path.path);
            this.#waiting.push(path);
        }
        if (this.#stop.signal.aborted)
            this.#giveUp(reasonOf(this.#stop.signal));
        else if (this.#refused !== undefined)
            this.#giveUp(this.#refused);
        this.#pump();
    }
    /** Paths without a result. */
    get pending() {
        return this.#waiting.length + this.#running.size;
    }
    /** The results so far, in the order in which the paths ended. */
    get results() {
        return [...this.#results.values()];
    }
    /**
     * Waits until every path has its result; after the deadline what is not done has failed, and after a few seconds more
     * at the latest this returns. Nothing can be pushed afterwards.
     * @param deadline seconds from now
     * @param seconds what the deadline is called in messages
     */
    async finish(deadline, seconds = deadline) {
        await this.#ended(Math.max(0, deadline), true);
        if (this.pending > 0)
            this.#end(notDone(seconds, this.#options.trouble?.()));
        else
            this.#stop.abort(new Error('the push was over'));
        await this.#ended(this.#options.grace ?? GRACE, false);
        for (const [path, { began }] of this.#running)
            this.#record(path, began, { error: reasonOf(this.#stop.signal) });
        return this.results;
    }
    /** Waits until nothing runs, so many seconds at most, or only until uploads are told to stop. */
    async #ended(seconds, untilStop) {
        const timer = new AbortController();
        const { signal } = timer;
        const stop = () => timer.abort();
        if (untilStop)
            this.#stop.signal.addEventListener('abort', stop, { once: true, signal });
        const late = (0,external_node_timers_promises_.setTimeout)(Math.min(seconds, LONGEST) * 1000, undefined, { signal }).catch(() => { });
        late.finally(stop);
        while (this.#running.size > 0 && !signal.aborted && !(untilStop && this.#stop.signal.aborted))
            await Promise.race([late, ...[...this.#running.values()].map(({ done }) => done)]);
        timer.abort();
    }
    #end(why) {
        this.#giveUp(why);
        this.#stop.abort(new Error(why));
    }
    #giveUp(why) {
        for (const { path } of this.#waiting.splice(0))
            this.#record(path, performance.now(), { error: why });
    }
    #pump() {
        while (this.#running.size < (this.#options.parallel ?? 4)) {
            const path = this.#waiting.shift();
            if (!path)
                return;
            const began = performance.now();
            const done = this.#push(path, began).finally(() => {
                this.#running.delete(path.path);
                this.#pump();
            });
            this.#running.set(path.path, { done, began });
        }
    }
    async #push(path, began) {
        const { signal } = this.#stop;
        try {
            const { bytes } = await this.#upload(path, signal);
            this.#record(path.path, began, { bytes });
        }
        catch (error) {
            const why = signal.aborted ? reasonOf(signal) : (0,errors/* formatError */.W)(error);
            this.#record(path.path, began, { error: why });
            if (error instanceof client/* CachixRefused */.DP)
                this.#refused = why;
            if (error instanceof client/* CachixRefused */.DP || error instanceof client/* CachixUnreachable */.Fp)
                this.#giveUp(why);
        }
    }
    #record(path, began, { bytes = 0, error }) {
        if (this.#results.has(path))
            return;
        const seconds = (performance.now() - began) / 1000;
        const end = error === undefined ? { status: 'pushed' } : { status: 'failed', error };
        const result = { path, bytes, seconds, ...end };
        this.#results.set(path, result);
        try {
            this.#options.onResult?.(result);
        }
        catch {
            // Who listens cannot stop the push.
        }
    }
}
/** Why something that takes too long is given up. */
function notDone(seconds, trouble) {
    return `it was not done within ${seconds} s${trouble ? ` (${trouble})` : ''}`;
}
function reasonOf(signal) {
    const { reason } = signal;
    return reason instanceof Error ? reason.message : String(reason);
}

;// CONCATENATED MODULE: ./build/caches/push/selection.js
const FILTERED = 'left out by push-filter';
/**
 * What may be pushed: outputs that this job built, and of their closures what the cache lacks, where nobody could have
 * slipped it in: a source that this job's evaluation added (its name says its content), or a path that a configured
 * cache signed. Cachix serves no path without its whole closure, so an output goes whole or not at all.
 */
function selection_select(question) {
    const byPath = new Map(question.infos.map(info => [info.path, info]));
    const push = new Set();
    const leftOut = [];
    for (const root of question.infos.filter(({ path }) => question.built.has(path))) {
        if (question.isFiltered(root.path)) {
            leftOut.push({ path: root.path, because: `it is ${FILTERED}` });
            continue;
        }
        const lacking = closureOf(root.path, byPath).filter(path => question.missing.has(path));
        const obstacle = lacking.map(path => obstacleOf(path, byPath.get(path), question)).find(Boolean);
        if (obstacle)
            leftOut.push({ path: root.path, because: obstacle });
        else
            for (const path of lacking)
                push.add(byPath.get(path));
    }
    return { push: [...push], leftOut };
}
function obstacleOf(path, info, question) {
    if (!info)
        return `${path} is not in the store`;
    if (question.isFiltered(path))
        return `${path} is ${FILTERED}`;
    if (question.built.has(path))
        return info.ultimate ? undefined : `${path} was not built on this machine`;
    const isNew = info.registered >= question.since || question.isStoreSafe;
    const isSource = info.contentAddressed && info.deriver === undefined && isNew;
    const isSafe = question.isStoreSafe && info.ultimate;
    if (isSource || isSafe || question.isSigned(info))
        return undefined;
    return `${path} is neither built by this job nor signed by a cache that it reads`;
}
/** A path and everything that it refers to; references mostly first, so that a push cut short has whole closures. */
function closureOf(path, byPath) {
    const seen = new Set();
    const waiting = [path];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (seen.has(next))
            continue;
        seen.add(next);
        waiting.push(...(byPath.get(next)?.references ?? []));
    }
    return [...seen].reverse();
}

;// CONCATENATED MODULE: ./build/caches/push/pusher.js



/** Milliseconds between looks at which of the running builds have ended. */
const LOOK = 2000;
/**
 * Pushes what this job builds while it builds the next thing. Old versions of Nix say late that a build has ended, so
 * the store is asked instead. Never throws: a cache never fails a job.
 */
class Pusher {
    #store;
    #cache;
    #uploads;
    #rules;
    #running = new Set();
    #built = new Set();
    #asked = new Map();
    #added = new Set();
    #leftOut = new Map();
    #timer;
    #looking = Promise.resolve();
    #error;
    constructor(store, cache, uploads, rules) {
        this.#store = store;
        this.#cache = cache;
        this.#uploads = uploads;
        this.#rules = rules;
        this.#timer = setInterval(() => this.#running.size > 0 && this.#look(), LOOK);
    }
    /** A derivation of this job is being built. */
    began(derivation) {
        this.#running.add(derivation);
    }
    /** A call of Nix has ended, and with it every build that it began. */
    ended() {
        if (this.#running.size > 0)
            this.#look();
        this.#running.clear();
    }
    /** Paths that are to be pushed as built, whoever built them. */
    offer(outputs) {
        this.#then(() => this.#take(outputs));
    }
    /** Outputs that a step needs and an earlier job may have built: pushed where nobody could have slipped them in. */
    offerEarlier(outputs) {
        if (!this.#rules.isStoreSafe || outputs.length === 0)
            return;
        this.#then(async () => {
            const infos = await this.#store.closures(await this.#store.valid(outputs));
            const own = infos.filter(({ path, ultimate }) => ultimate && outputs.includes(path));
            await this.#take(own.map(({ path }) => path));
        });
    }
    /** Waits for the uploads, at most so many seconds, and says what became of everything. The token is dropped. */
    async finish(seconds) {
        clearInterval(this.#timer);
        const began = performance.now();
        const isLooked = await Promise.race([
            this.#looking.then(() => true),
            new Promise(resolve => setTimeout(resolve, seconds * 1000, false).unref()),
        ]);
        if (!isLooked)
            this.#error ??= notDone(seconds, this.#rules.trouble?.());
        const left = seconds - (performance.now() - began) / 1000;
        const results = await this.#uploads.finish(Math.max(0, left), seconds);
        await this.#cache.close();
        return { results, leftOut: [...this.#leftOut.values()], error: this.#error };
    }
    #look() {
        const running = [...this.#running];
        // Nix registers all outputs of a derivation at once, when its build has ended well.
        this.#then(async () => this.#take(await this.#store.valid(await this.#store.outputs(running))));
    }
    /** One look after the other. */
    #then(work) {
        this.#looking = this.#looking.then(work).catch(error => {
            this.#error ??= (0,errors/* formatError */.W)(error);
        });
    }
    async #take(outputs) {
        const fresh = outputs.filter(path => !this.#built.has(path));
        if (fresh.length === 0)
            return;
        for (const path of fresh)
            this.#built.add(path);
        const infos = await this.#store.closures(fresh);
        const missing = await this.#missing(infos.map(({ path }) => path));
        const { push, leftOut } = selection_select({ ...this.#rules, infos, built: this.#built, missing });
        for (const entry of leftOut)
            this.#leftOut.set(entry.path, entry);
        for (const info of push) {
            if (this.#added.has(info.path))
                continue;
            this.#added.add(info.path);
            this.#uploads.add(info);
        }
    }
    async #missing(paths) {
        const unknown = paths.filter(path => !this.#asked.has(path));
        if (unknown.length > 0) {
            const lacking = await this.#cache.missing(unknown.map(hashPart));
            for (const path of unknown)
                this.#asked.set(path, lacking.has(hashPart(path)));
        }
        return new Set(paths.filter(path => this.#asked.get(path)));
    }
}
/** The hash in a store path, by which caches know it. */
function hashPart(path) {
    return path.slice('/nix/store/'.length).split('-')[0] ?? '';
}

;// CONCATENATED MODULE: ./build/caches/push/begin.js













/**
 * Writes the caches into the settings of this run.
 * @param more settings of caches that are not asked
 */
async function writeCaches({ reading, settings: own }, netrc, more, ctx) {
    const settings = [...own, ...more];
    if (reading.netrc)
        settings.push(...(await netrc.write(reading.netrc)));
    if (settings.length > 0)
        await (0,promises_.writeFile)((0,external_node_path_.join)(ctx.folder, access_tokens/* CACHES_CONF */.Ri), (0,conf/* formatConf */.GC)(settings));
}
/** Decides whether this run pushes, after Cachix and Nix were asked, and makes ready for it. */
async function startPush(options, reading) {
    const { inputs, trust, nix, env, ctx } = options;
    const settings = await (0,nix_isolation/* readSettings */.s)(nix, env);
    const isolation = (0,nix_isolation/* judgeIsolation */.g)(nix, settings);
    const push = decidePush(trust, {
        cachixName: inputs.name,
        isolated: isolation.isolated,
        repositoryPrivate: options.repositoryPrivate,
        cachePublic: reading.answer?.kind === 'info' ? reading.answer.info.isPublic : undefined,
        allowPublicCache: inputs.allowPublicCache,
        permission: permissionOf(inputs, reading.answer),
        wrongKey: whyWrongKey(inputs, reading.answer),
        deferred: options.deferred,
        nixMode: nix.mode,
        commandsRan: options.commandsRan ?? false,
        plan: options.plan ?? false,
    });
    const makesPush = push.push && !options.deferred;
    const isStoreSafe = makesPush && (await (0,allowed_by_daemon/* isUntrustedByDaemon */.sN)(nix, env));
    const pusher = makesPush
        ? makePusher(inputs, trustedKeys(settings), options, ctx, undefined, isStoreSafe)
        : undefined;
    return { push, isolation, settings, pusher };
}
/** A signing key alone pushes without asking; a token's permission is what Cachix said. */
function permissionOf(inputs, answer) {
    if (inputs.authToken.value === undefined)
        return 'signing-key-alone';
    if (answer?.kind === 'info')
        return answer.info.permission ?? 'none';
    const said = answer?.said ?? 'it was not asked';
    return answer?.kind === 'refused' ? { refused: said } : { unreachable: said };
}
/** Nobody could use what another key than the cache's has signed. */
function whyWrongKey({ signingKey }, answer) {
    if (signingKey.value === undefined || answer?.kind !== 'info')
        return undefined;
    return (0,signature/* whyNotKeyOf */.au)(signingKey.value, answer.info.publicSigningKeys);
}
/** The keys whose signatures this Nix takes. */
function trustedKeys(settings) {
    const value = settings['trusted-public-keys']?.value;
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
/**
 * Pushes to `cachix-name` with the credentials as they are now; they are in memory only.
 * @param keys public keys of the caches that this job reads
 * @param since when it began, in seconds since 1970
 */
function makePusher(inputs, keys, { nix, env }, { cancel, logger }, since = Math.floor(Date.now() / 1000 - performance.now() / 1000), isStoreSafe = false) {
    let trouble;
    const onRetry = (message) => {
        trouble = message;
        logger.debug(message);
    };
    const cachix = new client/* Cachix */.FZ({
        host: inputs.host,
        name: inputs.name,
        token: inputs.authToken.value,
        cancel,
        onRetry,
    });
    const upload = new PushQueue((info, stop) => uploadPath(cachix, info, () => (0,store/* dumpPath */.O0)(nix.bin, info.path, env), {
        cancel: stop,
        signingKey: inputs.signingKey.value,
        onRetry,
    }), { cancel, trouble: () => trouble });
    return new Pusher(new store/* Store */.il(nix, env), cachix, upload, {
        since,
        isSigned: info => (0,signature/* signedBy */.qI)(info, info.signatures, keys) !== undefined,
        isFiltered: path => inputs.filter?.test(path) ?? false,
        isStoreSafe,
        trouble: () => trouble,
    });
}
/** Tells of a decision as loud as it is. */
function logDecision({ reason, level, hint }, title, { logger }) {
    const text = hint ? `${reason} ${hint}` : reason;
    if (level === 'info')
        logger.info(`${title}: ${text}`);
    else
        logger[level](text, title);
}


/***/ }),

/***/ 5047:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ finishPush)
/* harmony export */ });
/* unused harmony export outcomeOf */
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);

/**
 * Waits for what is being pushed and tells what became of it.
 * @param seconds the input `push-timeout`
 */
async function finishPush(pusher, name, seconds, { logger }) {
    const pushed = await pusher.finish(seconds);
    const outcome = outcomeOf(pushed, name);
    const tell = outcome.push === 'failed' ? logger.warning : logger.info;
    tell.call(logger, outcome.reason, 'Push');
    if (pushed.leftOut.length > 0) {
        const list = pushed.leftOut.map(({ path, because }) => `${path}: ${because}`);
        logger.notice(`Not pushed to ${name}, which takes a path with its whole closure only:\n${list.slice(0, 20).join('\n')}`, 'Push');
    }
    return outcome;
}
/** Pure. */
function outcomeOf({ results, leftOut, error }, name) {
    const done = results.filter(({ status }) => status === 'pushed');
    const failed = results.filter(({ status }) => status === 'failed');
    const bytes = done.reduce((sum, result) => sum + result.bytes, 0);
    const paths = done.map(({ path }) => path);
    if (failed.length === 0 && error === undefined) {
        const push = paths.length > 0 ? 'pushed' : 'nothing-to-push';
        const reason = push === 'pushed'
            ? `Pushed ${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(paths.length, 'path')} (${(0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesText */ .pV)(bytes)}) to ${name}.`
            : leftOut.length > 0
                ? `Nothing that was built and that ${name} lacks could be pushed; a notice names why.`
                : `${name} has everything that was built.`;
        return { push, reason, paths, bytes };
    }
    const why = failed[0]?.error ?? error ?? '';
    const many = failed.length > 0
        ? `${failed.length} of ${results.length} paths were not pushed`
        : 'What was built was not pushed';
    return {
        push: 'failed',
        reason: `${many} to ${name}: ${why}. The job is not affected; a later run that builds it again pushes it.`,
        paths,
        bytes,
    };
}


/***/ }),

/***/ 7556:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eu: () => (/* binding */ removeStoreCache),
/* harmony export */   hG: () => (/* binding */ rootsPlace),
/* harmony export */   to: () => (/* binding */ placeStoreCache)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1814);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1469);



/** Where root keeps the cache of a run: below a folder that is root's too, or its place could be taken. */
function rootsPlace(shared) {
    return `/nix/var/${(0,node_path__WEBPACK_IMPORTED_MODULE_0__.basename)(shared)}`;
}
const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"';
/**
 * Puts the unpacked cache where steps cannot write: beside a daemon it becomes root's. Where the store is the user's own,
 * or root is not to be had, it stays in the private folder of the run.
 * @returns where it is
 */
async function placeStoreCache(folder, nix, executor, ctx) {
    if (nix.mode !== 'daemon')
        return folder;
    const place = rootsPlace((0,node_path__WEBPACK_IMPORTED_MODULE_0__.dirname)(ctx.folder));
    const why = 'put the store cache where steps cannot write';
    try {
        await executor.one({ ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)(why, '/bin/sh', '-c', MOVE, 'sh', folder, place), isLong: true });
        return place;
    }
    catch (error) {
        ctx.logger.debug(`The store cache stays in ${folder}: ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .formatError */ .W)(error)}`);
        return folder;
    }
}
/** For post, whatever main came to. */
async function removeStoreCache(shared, executor) {
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_1__/* .root */ .z)('remove the store cache', 'rm', '-rf', rootsPlace(shared)));
}


/***/ }),

/***/ 9789:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C0: () => (/* binding */ allowedCaches),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   sN: () => (/* binding */ isUntrustedByDaemon)
/* harmony export */ });
/* unused harmony exports isTrusted, refusedUrls */
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _nix_conf_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1764);
/* harmony import */ var _nix_isolation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9132);




/**
 * A daemon takes substituters and keys from users whom it trusts, from others only those that its administrator lists.
 * Where it will not take ours there is one warning with the lines that he needs; the job goes on without them.
 * @returns the caches as the report has them
 */
async function allowedCaches(reading, nix, env, { logger }) {
    const isRead = reading.caches.some(({ use }) => use !== 'off');
    if (nix.install !== 'found' || nix.mode !== 'daemon' || !isRead) {
        return reading.caches;
    }
    const asker = await whoAsks(env);
    const administrators = await administratorsSettings(nix, env);
    const refused = refusedUrls(administrators, asker, reading);
    if (refused.length === 0)
        return reading.caches;
    const lines = (0,_nix_conf_js__WEBPACK_IMPORTED_MODULE_3__/* .formatConf */ .GC)([
        { name: 'extra-trusted-substituters', value: refused.join(' ') },
        { name: 'extra-trusted-public-keys', value: reading.keys.join(' ') },
    ]);
    logger.warning(`The Nix daemon of this machine does not take caches from ${asker.name}, so these are not read: ${refused.join(', ')}. Its administrator can allow them in /etc/nix/nix.conf:\n${lines}`, 'Caches');
    const reason = `the Nix daemon does not take it from ${asker.name}`;
    return reading.caches.map(it => (refused.includes(it.url) ? { ...it, use: 'off', reason } : it));
}
/** Whether the store belongs to a daemon that was there and does not trust this user. */
async function isUntrustedByDaemon(nix, env) {
    if (nix.install !== 'found' || nix.mode !== 'daemon')
        return false;
    return !isTrusted(await administratorsSettings(nix, env), await whoAsks(env));
}
function administratorsSettings(nix, env) {
    return (0,_nix_isolation_js__WEBPACK_IMPORTED_MODULE_2__/* .readSettings */ .s)(nix, { ...env, NIX_USER_CONF_FILES: '', NIX_CONFIG: FEATURES });
}
/** Without it older versions do not tell their settings. */
const FEATURES = 'extra-experimental-features = nix-command';
async function whoAsks(env) {
    const { stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(['id', '-nG'], { env });
    return { name: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().username, groups: stdout.trim().split(/\s+/) };
}
/** Pure. Root is trusted whatever the settings say. */
function isTrusted(settings, { name, groups }) {
    const users = ['root', ...listOf(settings, 'trusted-users')];
    return users.some(it => it === '*' || it === name || (it.startsWith('@') && groups.includes(it.slice(1))));
}
/** Pure: which of the caches a daemon with these settings does not take from a user. */
function refusedUrls(settings, asker, reading) {
    if (isTrusted(settings, asker))
        return [];
    const allowed = [
        ...listOf(settings, 'substituters'),
        ...listOf(settings, 'trusted-substituters'),
    ].map(plain);
    const keys = listOf(settings, 'trusted-public-keys');
    const isKnown = reading.keys.every(key => keys.includes(key));
    const urls = reading.caches.filter(({ use }) => use !== 'off').map(({ url }) => url);
    return urls.filter(url => !isKnown || !allowed.includes(plain(url)));
}
/** The words of a setting that is a list. */
function listOf(settings, name) {
    const value = settings[name]?.value;
    if (typeof value === 'string')
        return value.split(/\s+/);
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
function plain(url) {
    return url.replace(/\/+$/, '');
}


/***/ }),

/***/ 1935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ discoverCaches),
  M: () => (/* binding */ readingOf)
});

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/caches/cachix/client.js
var client = __webpack_require__(7750);
// EXTERNAL MODULE: ./build/caches/substituters/known.js
var substituters_known = __webpack_require__(7351);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js
var host_http = __webpack_require__(8447);
;// CONCATENATED MODULE: ./build/caches/substituters/probe.js


/** Seconds in all. */
const DEADLINE = 15;
const INFO = 'nix-cache-info';
/** Of a path that nobody has. */
const NARINFO = `${'0'.repeat(32)}.narinfo`;
/**
 * Asks a cache that is given by its URL whether it is one, and whether it answers for paths too. Nix would complain of
 * one that is gone at every call, after retries of its own, and not by its place in the inputs.
 * @throws the reason of a cancel
 */
async function probeCache(url, cancel) {
    if (!/^https?:/.test(url))
        return { kind: 'cache' };
    const late = AbortSignal.timeout(DEADLINE * 1000);
    const signal = AbortSignal.any([cancel, late]);
    const http = await (0,host_http/* openHttp */.fb)(host_http/* STALL */.FI, 5);
    const [place = '', query = ''] = url.split('?');
    try {
        const status = await statusOf(http, fileOf(place, INFO), signal);
        if (isPassing(status))
            return { kind: 'none', said: String(status) };
        const said = `${status} for ${INFO}`;
        if (status !== 401 && status !== 403 && status !== 200)
            return { kind: 'none', said };
        // A client certificate may let Nix in.
        if (status !== 200 && !query.includes('tls-certificate='))
            return { kind: 'locked', said };
        const busy = await busyForPaths(http, place, signal);
        cancel.throwIfAborted();
        return busy === undefined ? { kind: 'cache' } : { kind: 'none', said: busy };
    }
    catch (error) {
        cancel.throwIfAborted();
        const said = late.aborted ? `nothing within ${DEADLINE} s` : (0,host_http/* describeRequestError */.tM)(error, host_http/* STALL */.FI);
        return { kind: 'none', said };
    }
    finally {
        await http.close();
    }
}
/**
 * Asks a cache that is known to be one whether it answers for paths.
 * @returns what it said where it turns everybody away
 * @throws the reason of a cancel
 */
async function whyBusy(url, cancel) {
    const signal = AbortSignal.any([cancel, AbortSignal.timeout(DEADLINE * 1000)]);
    const http = await (0,host_http/* openHttp */.fb)(host_http/* STALL */.FI, 5);
    try {
        const busy = await busyForPaths(http, url, signal);
        cancel.throwIfAborted();
        return busy;
    }
    finally {
        await http.close();
    }
}
/**
 * By these two answers Nix waits long, for each path anew. One that only takes its time, or has another fault, is left to
 * Nix.
 */
async function busyForPaths(http, place, signal) {
    const status = await statusOf(http, fileOf(place, NARINFO), signal).catch(() => 404);
    return status === 429 || status === 503 ? `${status} for a path` : undefined;
}
function fileOf(place, file) {
    return `${place.replace(/\/+$/, '')}/${file}`;
}
/** The last answer, where the first ones were of faults that may pass. @throws Error where none came */
async function statusOf(http, url, signal) {
    let last;
    const ask = async () => {
        last = undefined;
        const { statusCode, body } = await http.request(url, { cancel: signal });
        await body.dump();
        last = statusCode;
        if (isPassing(statusCode))
            throw new Error(String(statusCode));
        return statusCode;
    };
    return (0,p_retry/* default */.Ay)(ask, { retries: 2, minTimeout: 500, signal }).catch(error => {
        if (last === undefined)
            throw error;
        return last;
    });
}
function isPassing(status) {
    return status === 429 || status >= 500;
}

;// CONCATENATED MODULE: ./build/caches/substituters/discover.js




/**
 * Asks Cachix once for each cache. What is not to be had is a warning, and the job goes on with the others.
 * @param token for `cachix-name` only; empty where none may be handed out
 * @param known nobody is asked of these again
 */
async function discoverCaches(cache, token, ctx, known = []) {
    const there = (name) => takeOver((0,substituters_known/* knownByName */.uJ)(known, cache.host, name));
    const own = cache.name === '' ? undefined : (there(cache.name) ?? askOwn(cache, token, ctx));
    const extra = cache.extra.map(one => {
        if ('url' in one)
            return there(one.url) ? keyed(one) : probe(one, ctx);
        return there(one.name)?.cache ?? askExtra(cache.host, one.name, ctx);
    });
    const [first, ...others] = await Promise.all([own, ...extra]);
    const asked = [...(first ? [first.cache] : []), ...others.filter(one => one !== undefined)];
    return readingOf(asked, cache.host, { answer: first?.answer, netrc: first?.netrc });
}
/** Pure: what follows from caches that were asked. */
function readingOf(asked, host, rest) {
    const read = asked.filter(({ record }) => record.use !== 'off');
    return {
        ...{ asked, caches: asked.map(({ record }) => record), keys: read.flatMap(({ keys }) => keys) },
        known: read
            .filter(({ isOpen }) => isOpen)
            .map(({ record, keys }) => ({ host, name: record.name, url: record.url, keys })),
        answer: rest.answer,
        netrc: rest.netrc,
    };
}
async function probe({ url, key }, ctx) {
    const probed = await probeCache(url, ctx.cancel);
    if (probed.kind === 'cache')
        return keyed({ url, key });
    const { kind, said } = probed;
    if (kind === 'locked')
        return { ...keyed({ url, key }), isOpen: false, locked: said };
    return off('it', url, { kind: 'unreachable', said }, ctx);
}
function keyed({ url, key }) {
    return { record: { name: url, url, use: 'read' }, keys: [key], isOpen: true };
}
/** Without an answer of Cachix: nothing is pushed then. */
function takeOver(known) {
    if (!known)
        return undefined;
    const { name, url, keys } = known;
    return {
        cache: { record: { name, url, use: 'read' }, keys, isOpen: true },
        answer: undefined,
        netrc: undefined,
    };
}
async function askExtra(host, name, ctx) {
    const answer = await ask(host, name, '', ctx);
    return answer.kind === 'info' ? found(answer.info, ctx) : off(host, name, answer, ctx);
}
/** A token that Cachix refuses must not take the public cache away. */
async function askOwn({ host, name }, token, ctx) {
    const answer = await ask(host, name, token, ctx);
    const open = answer.kind === 'refused' && token !== '' ? await ask(host, name, '', ctx) : answer;
    if (open.kind !== 'info')
        return {
            cache: off(host, name, open, ctx, token === '' ? undefined : 'neither read nor filled'),
            answer,
            netrc: undefined,
        };
    const { info } = open;
    const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token);
    const cache = netrc === undefined ? await found(info, ctx) : { ...asFound(info), isOpen: false };
    return { cache, answer, netrc };
}
async function ask(host, name, token, ctx) {
    const cachix = new client/* Cachix */.FZ({
        host,
        name,
        token: token === '' ? undefined : token,
        cancel: ctx.cancel,
    });
    try {
        return { kind: 'info', info: await cachix.info() };
    }
    catch (error) {
        ctx.cancel.throwIfAborted();
        if (error instanceof client/* CachixRefused */.DP)
            return { kind: 'refused', said: error.said };
        if (error instanceof client/* CachixUnreachable */.Fp)
            return { kind: 'unreachable', said: error.said };
        return { kind: 'unreachable', said: (0,errors/* formatError */.W)(error) };
    }
    finally {
        await cachix.close();
    }
}
/** Where a cache's files lie is not where Cachix answers of it. */
async function found(info, ctx) {
    const busy = info.isPublic ? await whyBusy(info.uri, ctx.cancel) : undefined;
    if (busy === undefined)
        return asFound(info);
    return off(info.uri, info.name, { kind: 'unreachable', said: busy }, ctx);
}
function asFound({ name, uri, publicSigningKeys }) {
    return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys, isOpen: true };
}
function off(host, name, { kind, said }, ctx, what = 'not read') {
    const hint = kind === 'refused'
        ? 'look at the name, and whether the cache is private'
        : 'if it lasts, look at its address and at the network of the runner';
    ctx.logger.warning(`The cache ${name} is ${what}: ${host} said ${said}. The job goes on without it; ${hint}.`, `Cache ${name}`);
    return { record: { name, url: '', use: 'off', reason: said }, keys: [], isOpen: false };
}
/** Cachix takes an empty login and the token as password. (netrc(5)) */
function netrcOf(uri, token) {
    return `machine ${new URL(uri).hostname} password ${token}\n`;
}


/***/ }),

/***/ 7351:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GF: () => (/* binding */ KNOWN_CACHES),
/* harmony export */   Jq: () => (/* binding */ formatKnown),
/* harmony export */   df: () => (/* binding */ parseKnown),
/* harmony export */   lH: () => (/* binding */ areAllKnown),
/* harmony export */   uJ: () => (/* binding */ knownByName)
/* harmony export */ });
/**
 * The variable by which a use tells the next one of its caches. Steps between can set it, as they can PATH; so it is
 * only read where nothing is pushed.
 */
const KNOWN_CACHES = 'NIX_CI_CACHES';
function formatKnown(caches) {
    return JSON.stringify(caches);
}
/** Pure: nothing in it may end a line of Nix's settings; what is not of ours is nothing. */
function parseKnown(text) {
    try {
        const value = JSON.parse(text ?? '[]');
        return Array.isArray(value) ? value.filter(isKnownCache) : [];
    }
    catch {
        return [];
    }
}
function isKnownCache(value) {
    const { host, name, url, keys } = (value ?? {});
    const isUrl = typeof url === 'string' && /^[a-z0-9-]+:\S+$/.test(url) && URL.canParse(url);
    const isKeys = Array.isArray(keys) && keys.every(key => /^[^:\s]+:[\w+/]{43}=$/.test(`${key}`));
    return typeof host === 'string' && typeof name === 'string' && isUrl && isKeys;
}
/** The one among the known of this name at this host. */
function knownByName(known, host, name) {
    return known.find(it => it.host === host && it.name === name);
}
/** Whether nobody has to be asked of any cache. */
function areAllKnown({ host, name, extra }, known) {
    const names = [
        ...(name === '' ? [] : [name]),
        ...extra.map(it => ('url' in it ? it.url : it.name)),
    ];
    return names.every(it => knownByName(known, host, it));
}


/***/ }),

/***/ 1814:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ Executor),
/* harmony export */   z: () => (/* binding */ root)
/* harmony export */ });
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1469);
/* harmony import */ var _process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _process_spawn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3138);



/** Runs the commands of plans on this machine. */
class Executor {
    #root;
    #env;
    #cancel;
    #logger;
    #told = '';
    /** @param env a clean environment (no tokens) */
    constructor(root, env, cancel, logger) {
        this.#root = root;
        this.#env = env;
        this.#cancel = cancel;
        this.#logger = logger;
    }
    /**
     * One after the other; the first that fails ends it.
     * @throws Failure naming the command and what it printed
     */
    async all(commands) {
        for (const command of commands)
            await this.one(command);
    }
    /**
     * @param stream its standard input, where that is no text
     * @returns what it printed
     */
    async one(command, stream) {
        const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv;
        const { description: why } = command;
        // One line for what is done; each command with the runner's debug log.
        if (why !== this.#told)
            this.#logger.info(why);
        this.#told = why;
        this.#logger.debug(argv.join(' '));
        let result;
        try {
            this.#cancel.throwIfAborted();
            result = await this.#run(argv, command, stream);
        }
        catch (error) {
            this.#cancel.throwIfAborted();
            throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(`Could not ${why}: ${argv[0]} cannot be started.`, installHint(argv[0] ?? ''), { cause: error });
        }
        if (result.code === 0)
            return result.stdout;
        const said = (result.stderr || result.stdout).trim();
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(`Could not ${why}: ${said.slice(-2000)}\n(${argv.map(inShort).join(' ')} ended with ${result.code})`, 'Nothing of the job has run yet. What it printed names the cause; a setting that Nix refuses comes from nix-conf.');
    }
    /** A cancel ends what takes long; what is done at once is not left half done. */
    #run(argv, { input, isLong = false }, stream) {
        const given = stream ?? input;
        const options = { env: this.#env, cwd: '/' };
        if (given === undefined && !isLong)
            return (0,_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(argv, options);
        const more = given === undefined ? {} : { input: given };
        return (0,_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__/* .capture */ .Fg)(argv, { ...options, ...more, cancel: this.#cancel });
    }
    /** The same program as root. */
    asRoot(argv) {
        return this.#root === 'sudo' ? ['sudo', '-n', ...argv] : argv;
    }
}
/** A script says nothing to a reader of the error; the debug log has it. */
function inShort(word) {
    return word.includes('; ') ? '…' : word;
}
function installHint(program) {
    return `Install ${program} on the runner (in its image or container), or use nix-mode: single-user.`;
}
/** A command that root runs. */
function root(why, ...argv) {
    return { argv, as: 'root', description: why };
}


/***/ }),

/***/ 7559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y3: () => (/* binding */ listHeads),
/* harmony export */   gq: () => (/* binding */ askRepository),
/* harmony export */   nI: () => (/* binding */ revParseHead)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _process_spawn_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3138);



/** No settings but ours; a repository's own can't start a program or reach another machine. */
const SEALED = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
};
const KEPT = ['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'];
/** The id of HEAD and the git folder of the repository around a folder, whoever wrote it. */
async function revParseHead(folder, options) {
    return askRepository(folder, ['rev-parse', '--absolute-git-dir', 'HEAD'], options);
}
/**
 * Asks the repository around a folder, whoever wrote it: nothing that its settings name is run. Where git refuses
 * because another user owns the folder, the user's own safe.directory is asked too.
 * @param words a question of git and its arguments, such as `ls-files -z`
 */
async function askRepository(folder, words, options) {
    // A folder of the sources that looks like a bare repository is none: its HEAD says what its author wanted.
    const settings = [
        'core.fsmonitor=false',
        'core.hooksPath=/dev/null',
        'safe.bareRepository=explicit',
    ];
    const argv = [...withSettings(settings), '-C', folder, ...words];
    const more = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' };
    const answer = await git(argv, { ...SEALED, ...more }, options);
    const isRefused = 'stderr' in answer && answer.stderr.includes('dubious ownership');
    return isRefused ? git(argv, more, options) : answer;
}
/**
 * The branches of a repository, as `git ls-remote --heads` lists them, asked with no settings of anybody.
 * @param token for http and https; it is in that one child's environment only
 */
async function listHeads(url, token, options) {
    const settings = [
        'credential.helper=',
        'http.followRedirects=false',
        'http.lowSpeedLimit=1',
        `http.lowSpeedTime=${Math.ceil(options.deadline)}`,
    ];
    const argv = [...withSettings(settings), 'ls-remote', '--heads', '--', url.href];
    const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
    const more = {
        HOME: options.emptyFolder,
        XDG_CONFIG_HOME: options.emptyFolder,
        GIT_ALLOW_PROTOCOL: url.protocol.slice(0, -1),
        ...(token !== '' && isHttp ? authorization(url, token) : {}),
    };
    return git(argv, { ...SEALED, ...more }, options);
}
function withSettings(settings) {
    return ['--no-pager', ...settings.flatMap(setting => ['-c', setting])];
}
function authorization({ origin }, token) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `http.${origin}/.extraheader`,
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
    };
}
async function git(args, more, options) {
    const { emptyFolder, workspace, cancel, deadline } = options;
    const expired = AbortSignal.timeout(deadline * 1000);
    const env = {
        ...cleanEnvironment(options.env, workspace),
        LC_ALL: 'C',
        GIT_TERMINAL_PROMPT: '0',
        GIT_CEILING_DIRECTORIES: [workspace, emptyFolder].map(node_path__WEBPACK_IMPORTED_MODULE_1__.dirname).join(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter),
        ...more,
    };
    try {
        const signal = cancel ? AbortSignal.any([cancel, expired]) : expired;
        return await (0,_process_spawn_js__WEBPACK_IMPORTED_MODULE_2__/* .capture */ .Fg)(['git', ...args], { env, cwd: emptyFolder, cancel: signal });
    }
    catch (error) {
        if (expired.aborted)
            return { trouble: `git did not answer within ${deadline} s` };
        const { code, message } = error;
        return { trouble: code === 'ENOENT' ? 'git is not on PATH' : `git cannot be run (${message})` };
    }
}
/** Without what steers git from outside, and without a git that the workspace itself brings. */
function cleanEnvironment(env, workspace) {
    const kept = Object.entries(env).filter(([name]) => KEPT.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name));
    const path = (env.PATH ?? '')
        .split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter)
        .filter(it => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(it) && !isIn(it, workspace));
    return { ...Object.fromEntries(kept), PATH: path.join(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter) };
}
function isIn(path, folder) {
    return `${real(path)}${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`.startsWith((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(real(folder), node_path__WEBPACK_IMPORTED_MODULE_1__.sep));
}
function real(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(path);
    }
}


/***/ }),

/***/ 3500:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ homeOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8161);

/** HOME, or where the system says that the user is at home, as Nix goes by it. */
function homeOf(env) {
    if (env.HOME)
        return env.HOME;
    try {
        return (0,node_os__WEBPACK_IMPORTED_MODULE_0__.userInfo)().homedir;
    }
    catch {
        // A container may run as a user that it has no name for.
        return '/';
    }
}


/***/ }),

/***/ 8447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dr: () => (/* binding */ PermanentError),
/* harmony export */   FI: () => (/* binding */ STALL),
/* harmony export */   N_: () => (/* binding */ TransientError),
/* harmony export */   P9: () => (/* binding */ retryAfter),
/* harmony export */   fb: () => (/* binding */ openHttp),
/* harmony export */   tM: () => (/* binding */ describeRequestError)
/* harmony export */ });
/* harmony import */ var _lib_object_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(873);

/** Seconds without a byte after which a request counts as stalled. */
const STALL = 15;
/** The server answered, and asking again would give the same answer. */
class PermanentError extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** The answer may be another one in a while. */
class TransientError extends Error {
    /** Seconds that the server wants us to wait. */
    retryAfter;
    constructor(message, retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }
}
/**
 * Opens nothing yet; proxies are taken from the environment (http_proxy, https_proxy, no_proxy) now.
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many are followed
 */
async function openHttp(stall, redirects = 0) {
    // Loaded only where there is something to ask: it is a third of the start-up time.
    const { EnvHttpProxyAgent, interceptors, request } = await __webpack_require__.e(/* import() */ 752).then(__webpack_require__.t.bind(__webpack_require__, 6752, 19));
    const timeout = stall * 1000;
    const options = {
        connect: { timeout },
        // Plain http by a plain request, as curl does: many proxies open tunnels to port 443 only.
        proxyTunnel: false,
    };
    const agent = quietly(() => new EnvHttpProxyAgent(options));
    const dispatcher = redirects
        ? agent.compose(interceptors.redirect({ maxRedirections: redirects }))
        : agent;
    return {
        request(url, { method = 'GET', headers, body, cancel, stall: own } = {}) {
            const limit = own === undefined ? timeout : own * 1000;
            return request(url, {
                dispatcher,
                method,
                headersTimeout: limit,
                bodyTimeout: limit,
                ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ headers }),
                // undici takes every iterable, its types know streams only.
                ...(body === undefined ? {} : { body: body }),
                ...(0,_lib_object_js__WEBPACK_IMPORTED_MODULE_0__/* .defined */ .s)({ signal: cancel }),
            });
        },
        close: () => agent.destroy(),
    };
}
/** undici warns that this agent of it is experimental; nobody who reads a job's log could do anything about that. */
function quietly(make) {
    const { emitWarning } = process;
    process.emitWarning = () => { };
    try {
        return make();
    }
    finally {
        process.emitWarning = emitWarning;
    }
}
/** What went wrong with a request, in words. `stall`: the seconds that it was given. */
function describeRequestError(error, stall) {
    const { message, code } = error;
    if (/^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code ?? ''))
        return `no byte came for ${stall} s`;
    // An address that was tried by IPv4 and IPv6 gives an error without a message.
    return message || code || String(error);
}
/** Seconds that a Retry-After header asks for, given as seconds or as a date. */
function retryAfter(header) {
    const text = Array.isArray(header) ? header[0] : header;
    if (text === undefined)
        return undefined;
    const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
    return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}


/***/ }),

/***/ 1277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ PROCESS_TAG),
/* harmony export */   Hk: () => (/* binding */ endProcesses),
/* harmony export */   L6: () => (/* binding */ processesOf),
/* harmony export */   qP: () => (/* binding */ processTag),
/* harmony export */   w4: () => (/* binding */ processesMarked)
/* harmony export */ });
/* unused harmony export descendantsOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _spawn_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3138);
/* harmony import */ var _table_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2853);



/**
 * Every process that a command or Nix was started as has this variable, unless it took it away. Its value begins with
 * the folder of the run, so that post finds them after main was killed.
 */
const PROCESS_TAG = 'NIX_CI_COMMAND';
/** Milliseconds between asking a process to end and ending it. */
const GRACE = 500;
/** Milliseconds that the kernel may take for it. */
const DEATH = 200;
/** The value that marks a part of a run; without one the beginning of all of them. */
function processTag(folder, part = '') {
    return `${folder}:${part}`;
}
/**
 * The processes of a command that was started with a mark: its session, those with the mark in their first environment
 * wherever they stand in the tree, and what these started. Where there is no /proc only its group.
 * @param leader the process that was started, which leads a session and a group
 */
function processesOf(leader, mark) {
    return find(({ session, group }) => session === leader || group === leader, assignment => mark !== undefined && assignment === `${PROCESS_TAG}=${mark}`);
}
/** The processes with a mark that begins so, and what is theirs. */
function processesMarked(beginning) {
    return find(() => false, assignment => assignment.startsWith(`${PROCESS_TAG}=${beginning}`));
}
async function find(isOwn, isMark) {
    const table = await (0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .processTable */ .oI)();
    const isMarked = await Promise.all(table.map(async (entry) => {
        if (isOwn(entry))
            return true;
        const environment = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${entry.pid}/environ`, 'latin1').catch(() => '');
        return environment.split('\0').some(isMark);
    }));
    const marked = table.filter((_, index) => isMarked[index]);
    return descendantsOf(table, marked, process.pid);
}
/** The marked ones with their descendants and sessions. Pure. @param self is not one of them, nor is its session */
function descendantsOf(table, marked, self) {
    const own = table.find(({ pid }) => pid === self);
    const sessions = new Set(marked.map(({ session }) => session));
    sessions.delete(own?.session ?? 0);
    sessions.delete(0);
    const roots = table.filter(entry => marked.includes(entry) || sessions.has(entry.session));
    const family = new Set(roots.flatMap(({ pid }) => (0,_table_js__WEBPACK_IMPORTED_MODULE_2__/* .withDescendants */ .dz)(table, pid)));
    return table.filter(entry => family.has(entry) && entry.pid !== self);
}
/**
 * Ends the processes that `find` gives, also those that are begun meanwhile: asked first, then killed.
 * @returns those that are there all the same: another user's
 */
async function endProcesses(find) {
    let left = await find();
    for (const [signal, patience] of [
        ['SIGTERM', GRACE],
        ['SIGKILL', DEATH],
    ]) {
        for (const { pid } of left)
            kill(pid, signal);
        for (let waited = 0; waited < patience && left.length > 0; waited += 20) {
            await (0,_spawn_js__WEBPACK_IMPORTED_MODULE_1__/* .sleep */ .yy)(20);
            left = await find();
            if (signal === 'SIGKILL')
                for (const { pid } of left)
                    kill(pid, signal);
        }
    }
    return left;
}
function kill(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It is gone, or belongs to somebody else.
    }
}


/***/ }),

/***/ 5222:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ Tail),
/* harmony export */   g: () => (/* binding */ LineSplitter)
/* harmony export */ });
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);

/** A line longer than this (bytes) is given in pieces, so that memory stays bounded whatever a child prints. */
const LONGEST = 1 << 20;
/** Cuts a stream of bytes into lines of text; invalid UTF-8 becomes U+FFFD. */
class LineSplitter {
    #decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder('utf8');
    #onLine;
    #longest;
    #rest = '';
    constructor(onLine, longest = LONGEST) {
        this.#onLine = onLine;
        this.#longest = longest;
    }
    write(chunk) {
        const lines = this.#decoder.write(chunk).split('\n');
        lines[0] = this.#rest + lines[0];
        this.#rest = lines.pop() ?? '';
        for (const line of lines)
            this.#give(line);
        if (this.#rest.length >= this.#longest) {
            this.#give(this.#rest);
            this.#rest = '';
        }
    }
    /** Gives what is left: a last line without an end. */
    end() {
        const rest = this.#rest + this.#decoder.end();
        this.#rest = '';
        if (rest !== '')
            this.#give(rest);
    }
    #give(line) {
        this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
}
/** The last lines of something that may print any amount. */
class Tail {
    #size;
    #width;
    #lines = [];
    /**
     * @param size how many lines are kept
     * @param width how many characters of a line are kept
     */
    constructor(size = 50, width = 1000) {
        this.#size = size;
        this.#width = width;
    }
    push(line) {
        this.#lines.push(line.length > this.#width ? `${line.slice(0, this.#width)}…` : line);
        if (this.#lines.length >= this.#size * 2)
            this.#lines = this.#lines.slice(-this.#size);
    }
    lines(count = this.#size) {
        const first = this.#lines.length - Math.min(count, this.#size);
        return this.#lines.slice(Math.max(0, first));
    }
}


/***/ }),

/***/ 1327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ runShort)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);


/**
 * Runs a command that ends by itself soon and reads no standard input, and returns what it printed. What takes long, or has
 * to end with a cancel, is for `capture`.
 * @param options.cwd the root folder without
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
async function runShort(argv, options) {
    const { env, cwd = '/' } = options;
    const [program = '', ...args] = argv;
    // By itself the toolkit looks through the PATH of this process, which may have a folder that the command must not use.
    const path = findProgram(program, env.PATH ?? DEFAULT_PATH, cwd);
    const { getExecOutput } = await __webpack_require__.e(/* import() */ 955).then(__webpack_require__.bind(__webpack_require__, 1955));
    const { exitCode, stdout, stderr } = await getExecOutput(quoted(path), args, {
        cwd,
        env: { ...env },
        silent: true,
        ignoreReturnCode: true,
    });
    return { code: exitCode, stdout, stderr };
}
/** What execvp takes where there is none. */
const DEFAULT_PATH = '/usr/bin:/bin';
/** The file that would be run, as execvp finds it. */
function findProgram(program, path, cwd) {
    const folders = program.includes('/') ? [cwd] : path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter);
    const found = folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(cwd, folder, program)).find(isProgram);
    if (found !== undefined)
        return found;
    throw Object.assign(new Error(`${program} is not on PATH`), { code: 'ENOENT' });
}
function isProgram(file) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.accessSync)(file, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK);
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(file).isFile();
    }
    catch {
        return false;
    }
}
/** One word for the toolkit, which takes a line. */
function quoted(path) {
    return `"${path.replaceAll('"', '\\"')}"`;
}


/***/ }),

/***/ 3138:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Fg: () => (/* binding */ capture),
  eF: () => (/* binding */ run),
  yy: () => (/* reexport */ sleep)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/host/process/backpressure.js
var backpressure = __webpack_require__(5557);
;// CONCATENATED MODULE: ./build/host/process/process-group.js
/** Milliseconds between looks. */
const LOOK = 20;
/** A child and what it starts, as long as that does not leave its process group. */
class Group {
    #pid;
    #kill;
    /** Its number may belong to another group soon. */
    #isOver = false;
    constructor(child) {
        this.#pid = child.pid ?? 0;
    }
    /** Asks the group to end, and ends it after the grace (seconds). */
    end(grace) {
        if (this.#isOver)
            return;
        this.#signal('SIGTERM');
        clearTimeout(this.#kill);
        this.#kill = setTimeout(() => this.#signal('SIGKILL'), grace * 1000);
    }
    /** Ends what outlived the process. */
    async sweep() {
        this.#isOver = true;
        clearTimeout(this.#kill);
        // Where the first process of a container does not reap, the dead stay in the table: the second wait is short.
        for (const [signal, patience] of [
            ['SIGTERM', 500],
            ['SIGKILL', 100],
        ]) {
            if (!this.#signal(signal))
                return;
            for (let waited = 0; waited < patience; waited += LOOK) {
                await sleep(LOOK);
                if (!this.#signal(0))
                    return;
            }
        }
    }
    #signal(signal) {
        try {
            return process.kill(-this.#pid, signal);
        }
        catch {
            return false;
        }
    }
}
function sleep(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
}

;// CONCATENATED MODULE: ./build/host/process/timeouts.js
/** Watches over the limits of a process. */
class Limits {
    #options;
    #heardAt;
    #timers = [];
    /** @param heardAt when the process printed something, in milliseconds of the clock; 0 where it did not */
    constructor(options, heardAt) {
        this.#options = options;
        this.#heardAt = heardAt;
    }
    /** @param reached told of the first limit that is reached */
    start(reached) {
        const { time, silence } = this.#options;
        const begin = performance.now();
        const expire = (limit) => {
            this.stop();
            reached(limit);
        };
        if (time)
            this.#later(time.seconds * 1000, () => expire(time));
        if (!silence)
            return;
        const listen = () => {
            const quiet = performance.now() - Math.max(begin, this.#heardAt());
            const left = silence.seconds * 1000 - quiet;
            if (left <= 0)
                expire(silence);
            else
                this.#later(left, listen);
        };
        listen();
    }
    stop() {
        for (const timer of this.#timers.splice(0))
            clearTimeout(timer);
    }
    #later(milliseconds, work) {
        // setTimeout takes 2^31 - 1 at most, and anything longer as 1.
        this.#timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)));
    }
}

;// CONCATENATED MODULE: ./build/host/process/spawn.js









/** Seconds between asking a group to end and ending it. */
const GRACE = 5;
/** The same where the runner gives 7.5 s for everything. */
const GRACE_AT_CANCEL = 2.5;
/** Milliseconds that output may still arrive after the process itself has ended. */
const DRAIN = 300;
/** The same as long as some arrives: who reads our own output may be slow. */
const LONGEST_DRAIN = 3000;
/** Milliseconds that looking at what runs may take. */
const spawn_LOOK = 3000;
/**
 * Runs a program in a process group of its own, with no standard input, and waits for its end. What it leaves behind in
 * the group is ended with it: a background child that holds the pipe does not hold us.
 * @throws Error (ENOENT, EACCES, …) where the program cannot be started
 */
async function run(argv, options) {
    const [program, ...args] = argv;
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = collect(child.stdout, options.stdout);
    const err = collect(child.stderr, options.stderr);
    await started(child);
    options.began?.(child.pid ?? 0);
    const group = new Group(child);
    let isOver = false;
    let expired;
    const expire = async ({ said }) => {
        const running = await lookAt(child, options);
        if (!isOver)
            group.end(options.cancel?.aborted ? GRACE_AT_CANCEL : GRACE);
        return { said, running };
    };
    const limits = new Limits(options, () => Math.max(out.at, err.at));
    limits.start(limit => {
        expired = expire(limit);
    });
    const cancel = () => group.end(GRACE_AT_CANCEL);
    options.cancel?.addEventListener('abort', cancel);
    if (options.cancel?.aborted)
        cancel();
    try {
        const { code, signal } = await exited(child);
        isOver = true;
        // It ended in time, even if what it left behind takes longer.
        limits.stop();
        const expiry = await expired;
        const cancelled = !expiry && (options.cancel?.aborted ?? false);
        await drained(out, err);
        if (!expiry && !cancelled)
            await options.leaving?.();
        await group.sweep();
        return { code, signal, timedOut: expiry !== undefined, cancelled, ...(expiry && { expiry }) };
    }
    finally {
        limits.stop();
        options.cancel?.removeEventListener('abort', cancel);
        out.stop();
        err.stop();
    }
}
/** What runs, unless finding out takes too long: the limit has been reached. */
async function lookAt({ pid = 0 }, { look }) {
    const found = look?.(pid).catch(() => []);
    return (await Promise.race([found, sleep(spawn_LOOK)])) ?? [];
}
/**
 * Runs a short command and gives back what it printed. Unlike {@link run} it leaves the group alone: a daemon that the
 * command starts lives on.
 * @param input standard input: a text, or a stream that is cut when the command has ended; what another program prints
 *   goes from it to the command, not through this process
 * @throws Error (ENOENT, …) where the program cannot be started
 */
async function capture(argv, options) {
    const { input = '' } = options;
    const [program, ...args] = argv;
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: [input instanceof external_node_net_.Socket ? input : 'pipe', 'pipe', 'pipe'],
        ...(0,object/* defined */.s)({ signal: options.cancel }),
    });
    const chunks = { out: [], err: [] };
    child.stdout?.on('data', (chunk) => chunks.out.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.err.push(chunk));
    // A program that ends without reading its input is no error of ours.
    child.stdin?.on('error', () => { });
    if (typeof input === 'string')
        child.stdin?.end(input);
    else if (child.stdin)
        (0,external_node_stream_.pipeline)(input, child.stdin, () => { });
    else
        input.destroy();
    const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    });
    return {
        code,
        stdout: Buffer.concat(chunks.out).toString(),
        stderr: Buffer.concat(chunks.err).toString(),
    };
}
function collect(stream, sink = { write: () => { } }) {
    let at = 0;
    let isHeld = false;
    const hold = async () => {
        isHeld = true;
        stream.pause();
        await (0,backpressure/* caughtUp */.El)();
        at = performance.now();
        isHeld = false;
        stream.resume();
    };
    stream.on('data', (chunk) => {
        at = performance.now();
        sink.write(chunk);
        // Else all of it would wait in memory.
        if ((0,backpressure/* isBehind */.Jm)())
            void hold();
    });
    const closed = new Promise(resolve => stream.once('close', () => resolve()));
    const stop = () => {
        stream.destroy();
        sink.end?.();
    };
    return {
        closed,
        get at() {
            return isHeld ? performance.now() : at;
        },
        stop,
    };
}
/** Waits until both streams are closed, or a child in the background seems to hold them. */
async function drained(...streams) {
    let isClosed = false;
    const closed = Promise.all(streams.map(stream => stream.closed)).then(() => {
        isClosed = true;
    });
    const begin = performance.now();
    let looked = begin;
    do {
        looked = performance.now();
        await Promise.race([closed, sleep(DRAIN)]);
        // A timer may come before what has arrived meanwhile is read.
        await (0,promises_.setImmediate)();
    } while (!isClosed &&
        streams.some(({ at }) => at >= looked) &&
        performance.now() - begin < LONGEST_DRAIN);
}
function started(child) {
    return new Promise((resolve, reject) => {
        child.once('spawn', resolve);
        child.once('error', reject);
    });
}
function exited(child) {
    return new Promise(resolve => {
        if (child.exitCode !== null || child.signalCode !== null) {
            resolve({ code: child.exitCode, signal: child.signalCode });
        }
        else {
            child.once('exit', (code, signal) => resolve({ code, signal }));
        }
    });
}


/***/ }),

/***/ 2853:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dz: () => (/* binding */ withDescendants),
/* harmony export */   oI: () => (/* binding */ processTable),
/* harmony export */   sw: () => (/* binding */ shortCommand),
/* harmony export */   vU: () => (/* binding */ formatProcessTree)
/* harmony export */ });
/* unused harmony export parsePs */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);


/** Ticks a second of the times in /proc/PID/stat; the same on every architecture. (proc(5), USER_HZ) */
const TICKS = 100;
/** The processes that run now: from /proc, or from ps where there is no /proc (macOS). */
async function processTable() {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)('/proc').catch(() => undefined);
    if (!names)
        return fromPs();
    const uptime = Number.parseFloat(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/proc/uptime', 'utf8').catch(() => '0'));
    const pids = names.filter(name => /^\d+$/.test(name));
    const entries = await Promise.all(pids.map(pid => fromProc(pid, uptime)));
    return entries.filter(entry => entry !== undefined);
}
/** One process and everything below it. */
function withDescendants(table, pid) {
    const own = table.filter(entry => entry.pid === pid);
    const children = table.filter(entry => entry.parent === pid && entry.pid !== pid);
    return [...own, ...children.flatMap(child => withDescendants(table, child.pid))];
}
async function fromProc(pid, uptime) {
    const [stat, command] = await Promise.all(['stat', 'cmdline'].map(file => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
    if (!stat || command === undefined)
        return undefined;
    // proc(5): after the name in parentheses, which may hold anything, come state, ppid, pgrp, session, …; field 22 is
    // the start time.
    const end = stat.lastIndexOf(')');
    const fields = stat.slice(end + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X')
        return undefined;
    const name = stat.slice(stat.indexOf('(') + 1, end);
    return {
        pid: Number(pid),
        parent: Number(fields[1]),
        group: Number(fields[2]),
        session: Number(fields[3]),
        birth: fields[19] ?? '',
        age: Math.max(0, uptime - Number(fields[19]) / TICKS),
        command: command.replaceAll('\0', ' ').trim() || `[${name}]`,
    };
}
async function fromPs() {
    const { stdout } = await (0,_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
        env: { PATH: '/bin:/usr/bin' },
    });
    return parsePs(stdout);
}
/** Reads what `ps -A -o pid=,ppid=,pgid=,etime=,command=` prints. */
function parsePs(text) {
    return text.split('\n').flatMap(line => {
        const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:-]+)\s+(.*)$/.exec(line);
        if (!match)
            return [];
        const [pid, parent, group] = match.slice(1, 4).map(Number);
        const [, , , , age = '', command = ''] = match;
        return [{ pid, parent, group, session: 0, birth: '', age: secondsOf(age), command }];
    });
}
/** Seconds of `[[days-]hours:]minutes:seconds`. */
function secondsOf(elapsed) {
    const [days, clock] = elapsed.includes('-') ? elapsed.split('-') : ['0', elapsed];
    const parts = (clock ?? '').split(':').map(Number);
    return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0);
}
/** Processes that are shown, and characters of a command. */
const MOST = 40;
const WIDTH = 160;
/**
 * Draws processes as a tree, a line each: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
function formatProcessTree(processes, ports) {
    const here = new Set(processes.map(({ pid }) => pid));
    const roots = processes.filter(({ parent, pid }) => !here.has(parent) || parent === pid);
    const draw = (entry, depth) => [
        `${'  '.repeat(depth + 1)}${describe(entry, ports.get(entry.pid) ?? [])}`,
        ...processes
            .filter(({ parent, pid }) => parent === entry.pid && pid !== entry.pid)
            .flatMap(child => draw(child, depth + 1)),
    ];
    const lines = roots.flatMap(root => draw(root, 0));
    const more = lines.length - MOST;
    return more > 0 ? [...lines.slice(0, MOST), `  … and ${more} more`] : lines;
}
function describe({ pid, age, command }, ports) {
    const listens = ports.length === 0 ? '' : `, listens on ${ports.join(', ')}`;
    return `pid ${pid}, ${ageText(age)}${listens}: ${shortCommand(command, WIDTH)}`;
}
/** A command on one line, with nothing that a terminal or the runner would obey. */
function shortCommand(command, width) {
    const plain = command.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    return plain.length > width ? `${plain.slice(0, width)}…` : plain;
}
function ageText(seconds) {
    if (seconds < 100)
        return `${Math.round(seconds)} s`;
    return `${Math.round(seconds / 60)} min`;
}


/***/ }),

/***/ 8088:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  BP: () => (/* binding */ RESERVE),
  Ko: () => (/* binding */ readInputs)
});

// UNUSED EXPORTS: INPUT_NAMES

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/lib/secret.js
/** A secret that is dropped for good before code of strangers runs. */
class Secret {
    #value;
    constructor(value) {
        this.#value = value;
    }
    /** Undefined where there is none, or none any more. */
    get value() {
        return this.#value;
    }
    drop() {
        this.#value = undefined;
    }
}

// EXTERNAL MODULE: ./build/nix/conf.js
var conf = __webpack_require__(1764);
;// CONCATENATED MODULE: ./build/nix/options.js
const NIX_MODES = ['auto', 'daemon', 'single-user'];

// EXTERNAL MODULE: ./build/nix/release.js + 1 modules
var release = __webpack_require__(3654);
// EXTERNAL MODULE: ./build/nix/signature.js
var signature = __webpack_require__(8486);
// EXTERNAL MODULE: ./build/trust/decide-trust.js
var decide_trust = __webpack_require__(3846);
// EXTERNAL MODULE: ./build/inputs/problem.js
var problem = __webpack_require__(787);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
;// CONCATENATED MODULE: ./build/inputs/reader.js

/** Reads the texts of inputs as plain values, and gathers what is wrong with them. */
class InputTexts {
    problems = [];
    get;
    /** @param get the text of an input; empty where the user gave none */
    constructor(get) {
        this.get = get;
    }
    choice(name, choices) {
        const isChoice = (text) => choices.includes(text);
        return (this.matching(name, isChoice, `One of ${choices.join(', ')}.`) ?? choices[0]);
    }
    text(name) {
        const text = this.get(name).trim();
        return text === '' ? undefined : text;
    }
    /** The lines that are not blank. */
    lines(name) {
        const lines = this.get(name)
            .split('\n')
            .map(line => line.trim());
        return lines.filter(line => line !== '');
    }
    matching(name, is, allowed) {
        const text = this.text(name);
        if (text === undefined || is(text))
            return text;
        this.problem(name, text, allowed);
        return undefined;
    }
    bool(name, otherwise) {
        const text = this.matching(name, it => /^(true|false)$/i.test(it), 'true or false.');
        return text === undefined ? otherwise : text.toLowerCase() === 'true';
    }
    duration(name) {
        const isDuration = (text) => (0,format/* parseDuration */.E9)(text) !== undefined;
        return (0,format/* parseDuration */.E9)(this.matching(name, isDuration, format/* DURATION_ALLOWED */.eN) ?? '');
    }
    /** Bytes of `500MB` or `2GB`; 1 MB is a million of them. */
    size(name) {
        const pattern = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i;
        const text = this.matching(name, it => pattern.test(it), 'A size such as 500MB or 2GB.');
        const [, number = '', unit = ''] = pattern.exec(text ?? '') ?? [];
        return number === '' ? undefined : Number(number) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
    }
    problem(where, value, allowed) {
        this.problems.push({ where, value, expected: allowed });
    }
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
;// CONCATENATED MODULE: ./build/lib/suggest.js

/** `Did you mean …?` where a known name is near enough to be a slip. */
function suggest(word, names) {
    const near = (0,mod/* closest */.kp)(word, names);
    return (0,mod/* distance */.Io)(word, near) <= Math.max(2, word.length / 3) ? `Did you mean ${near}? ` : '';
}

// EXTERNAL MODULE: ./build/model/step.js
var model_step = __webpack_require__(1710);
;// CONCATENATED MODULE: ./build/inputs/steps/names.js

/**
 * Steps with names of their own, by which outputs and reports tell them apart: names that are the same because they were
 * cut show where they differ; else the second of a name ends in ` (2)`, the third in ` (3)`. Pure.
 */
function withOwnNames(steps) {
    const named = withDifferences(steps);
    // A name that was given to another step is not taken from it.
    const taken = new Set(named.map(({ name }) => name));
    const seen = new Set();
    return named.map(step => {
        let { name } = step;
        for (let nth = 2; seen.has(name); nth++) {
            const next = `${step.name} (${nth})`;
            if (!taken.has(next))
                name = next;
        }
        taken.add(name);
        seen.add(name);
        return { ...step, name };
    });
}
/** Characters that stay before the gap in a name, and in front of the difference after it. */
const HEAD = 20;
const BEFORE = 8;
function withDifferences(steps) {
    return steps.map(step => {
        const { kind, argument, name } = step;
        const whole = (0,model_step/* wholeName */.fC)(kind, argument);
        const isCut = name === (0,model_step/* defaultName */.Z2)(kind, argument) && name !== whole;
        const others = steps
            .filter(other => isCut && other.name === name)
            .map(other => (0,model_step/* wholeName */.fC)(other.kind, other.argument))
            .filter(other => other !== whole);
        if (others.length === 0)
            return step;
        const at = Math.min(...others.map(other => commonLength(whole, other)));
        // The end of a name says more than what follows the difference.
        const start = Math.min(at - BEFORE, Math.max(0, whole.length - (model_step/* LONGEST_NAME */.B6 - HEAD - 1)));
        const rest = whole.slice(Math.max(start, HEAD));
        return { ...step, name: `${whole.slice(0, HEAD)}…${rest}`.slice(0, model_step/* LONGEST_NAME */.B6) };
    });
}
function commonLength(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at])
        at++;
    return at;
}

// EXTERNAL MODULE: ./build/nix/install/settings.js
var settings = __webpack_require__(4039);
// EXTERNAL MODULE: ./build/inputs/steps/shell-words.js
var shell_words = __webpack_require__(4258);
;// CONCATENATED MODULE: ./build/inputs/steps/options.js




const MOST_RETRIES = 10;
const SHELLS = ['nix-shell', 'develop'];
const COMMANDS = [...SHELLS, 'run'];
const NIX = model_step/* KINDS */.GW.filter(kind => kind !== 'run');
/** Every option of a step; the names are the user's. */
const OPTIONS = {
    name: { kinds: model_step/* KINDS */.GW, allowed: 'A text that is not empty.', read: options_text(name => ({ name })) },
    args: { kinds: NIX, allowed: listAllowed('--show-trace'), read: words(args => ({ args })) },
    shell: {
        kinds: SHELLS,
        allowed: 'A file (nix-shell) or a flake reference such as .#ci (develop).',
        read: options_text(shell => ({ shell })),
    },
    pure: { kinds: SHELLS, allowed: 'true or false.', read: bool(pure => ({ pure })) },
    keep: {
        kinds: SHELLS,
        allowed: listAllowed('CI GITHUB_SHA'),
        read: words(keep => (keep.every(isVariable) ? { keep } : undefined)),
    },
    env: {
        kinds: model_step/* KINDS */.GW,
        allowed: 'A map of variable names to texts, numbers, true or false.',
        read: value => {
            const env = readEnv(value);
            return env && { env };
        },
    },
    'working-directory': {
        kinds: model_step/* KINDS */.GW,
        allowed: "A folder, relative to the action's working-directory.",
        read: options_text(workingDirectory => ({ workingDirectory })),
    },
    timeout: {
        kinds: model_step/* KINDS */.GW,
        allowed: format/* DURATION_ALLOWED */.eN,
        read: duration(timeout => ({ timeout })),
    },
    silence: {
        kinds: model_step/* KINDS */.GW,
        allowed: format/* DURATION_ALLOWED */.eN,
        read: duration(silence => ({ silence })),
    },
    retries: {
        kinds: model_step/* KINDS */.GW,
        allowed: `A number from 0 to ${MOST_RETRIES}.`,
        read: value => {
            const retries = typeof value === 'string' ? Number(value) : value;
            const isCount = Number.isInteger(retries) && value !== '';
            return isCount && Number(retries) >= 0 && Number(retries) <= MOST_RETRIES
                ? { retries: Number(retries) }
                : undefined;
        },
    },
    expect: {
        // Where nothing is built and no command is run nothing can fail as expected.
        kinds: model_step/* KINDS */.GW.filter(kind => kind !== 'eval'),
        allowed: 'Its only value is failure.',
        read: options_text(value => (value === 'failure' ? { expectFailure: true } : undefined)),
    },
    'allow-failure': {
        kinds: model_step/* KINDS */.GW,
        allowed: 'true or false.',
        read: bool(allowFailure => ({ allowFailure })),
    },
    only: {
        kinds: model_step/* KINDS */.GW,
        allowed: 'linux, darwin, or systems such as x86_64-linux, as a list or in one line.',
        read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
    },
    if: {
        kinds: model_step/* KINDS */.GW,
        allowed: 'true or false, what an expression became.',
        // An expression without a value leaves an empty text, which GitHub takes for false.
        read: value => bool(it => ({ if: it }))(value === null || value === '' ? false : value),
    },
    system: {
        kinds: ['build', 'eval'],
        allowed: 'A system such as aarch64-darwin.',
        read: options_text(system => (/^\w+-\w+$/.test(system) ? { system } : undefined)),
    },
    requires: {
        kinds: model_step/* KINDS */.GW,
        allowed: 'kvm.',
        read: words(requires => requires.length > 0 && requires.every(it => it === 'kvm') ? { requires: ['kvm'] } : undefined),
    },
    'out-link': {
        kinds: ['build', 'nix-build'],
        allowed: 'The path of the link, as nix build --out-link takes it.',
        read: options_text(outLink => ({ outLink })),
    },
    credentials: {
        kinds: COMMANDS,
        allowed: 'true or false.',
        read: bool(credentials => ({ credentials })),
    },
    annotations: {
        kinds: COMMANDS,
        allowed: 'true or false.',
        read: bool(annotations => ({ annotations })),
    },
    eval: {
        kinds: ['flake-check'],
        allowed: 'whole or each.',
        read: options_text(value => value === 'whole' || value === 'each' ? { evalEach: value === 'each' } : undefined),
    },
    'eval-errors': {
        kinds: ['eval'],
        allowed: 'Its only value is allow.',
        read: options_text(value => (value === 'allow' ? { allowEvalErrors: true } : undefined)),
    },
    select: {
        kinds: ['flake-check'],
        allowed: listAllowed('lint test-*'),
        read: words(select => (select.length > 0 ? { select } : undefined)),
    },
    'all-systems': {
        kinds: ['flake-check'],
        allowed: 'true or false.',
        read: bool(allSystems => ({ allSystems })),
    },
    realise: {
        kinds: ['flake-check'],
        allowed: 'true or false.',
        read: bool(realise => ({ realise })),
    },
};
/** The option of that name. */
function optionOf(name) {
    return Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
}
function listAllowed(example) {
    return `A list of texts, or one text that is split as a shell does, such as ${example}. Numbers, true and false stand in quotes.`;
}
function options_text(use) {
    return value => (typeof value === 'string' && value.trim() !== '' ? use(value) : undefined);
}
function bool(use) {
    return value => {
        if (value === true || value === 'true')
            return use(true);
        if (value === false || value === 'false')
            return use(false);
        return undefined;
    };
}
function duration(use) {
    return options_text(value => {
        const seconds = (0,format/* parseDuration */.E9)(value);
        return seconds === undefined ? undefined : use(seconds);
    });
}
function words(use) {
    return value => {
        if (Array.isArray(value)) {
            return value.every(item => typeof item === 'string') ? use(value) : undefined;
        }
        if (typeof value !== 'string')
            return undefined;
        try {
            return use((0,shell_words/* splitWords */.yM)(value));
        }
        catch {
            return undefined;
        }
    };
}
function readEnv(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        return undefined;
    const entries = Object.entries(value);
    const plain = entries.every(([name, item]) => isVariable(name) && ['string', 'number', 'boolean'].includes(typeof item));
    return plain
        ? (0,settings/* withFlakesOfStep */.WW)(Object.fromEntries(entries.map(([name, item]) => [name, String(item)])))
        : undefined;
}
function isVariable(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
function isPlatform(name) {
    return /^(linux|darwin|\w+-(linux|darwin))$/.test(name);
}

// EXTERNAL MODULE: ./build/inputs/steps/shell-args.js
var shell_args = __webpack_require__(2646);
;// CONCATENATED MODULE: ./build/inputs/steps/yaml.js


/** Reads YAML; what is not YAML is a problem, in plain words. */
function readYaml(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false });
    const read = { text, lines, contents: document.contents };
    // What follows the first one is mostly said because of it.
    const [first, ...more] = document.errors;
    const told = [first, ...more.filter(({ code }) => code === 'DUPLICATE_KEY')];
    const problems = told.flatMap(error => (error ? [problemOf(error, read)] : []));
    return { read, problems };
}
/** The line on which something begins, from 1. */
function lineOf({ lines }, offset) {
    return lines.linePos(offset).line;
}
/**
 * Each step of a list as a text of its own, on the lines on which it stands: what is wrong in one then hides nothing in
 * another.
 */
function partsOf(text) {
    const lines = text.split('\n');
    const dashes = lines.map(line => /^(\s*)-(?:\s|$)/.exec(line)?.[1]);
    const column = dashes.find(it => it !== undefined);
    const starts = [...dashes.keys()].filter(at => column !== undefined && dashes[at] === column);
    return starts.map((start, nth) => {
        const part = lines.slice(start, starts[nth + 1]);
        return '\n'.repeat(start) + part.join('\n');
    });
}
/** What of a step YAML takes for something else than it looks like. */
function trapsOf(step, read) {
    const problems = [];
    (0,dist/* visit */.YR)(step, {
        Node(_, node) {
            const allowed = trapOf(node, read.text);
            if (!allowed)
                return;
            const line = lineOf(read, node.range?.[0] ?? 0);
            problems.push({
                where: `steps, line ${line}`,
                value: lineText(read, line),
                expected: allowed,
            });
        },
    });
    return problems;
}
function trapOf(node, text) {
    if ((0,dist/* isAlias */.Vj)(node))
        return `In YAML * begins an alias, which is not possible here. Put a text that begins with it in quotes: '*${node.source}'`;
    if (node.anchor !== undefined)
        return 'In YAML & begins an anchor, which is not possible here. Put a text that begins with it in quotes.';
    if ('tag' in node && node.tag?.startsWith('!'))
        return 'In YAML ! begins a tag, and the text would lose it. Put it in quotes, or below a line that ends with |.';
    if (!(0,dist/* isScalar */.jn)(node) || typeof node.value !== 'string')
        return undefined;
    if (node.value.includes('\0'))
        return 'There is a NUL character (\\0) in it, which no program takes as a part of an argument.';
    const source = node.type === 'PLAIN' ? text.slice(node.range?.[0], node.range?.[1]) : '';
    return DASH_BELOW.test(source)
        ? 'The line below belongs to it, because its dash is further to the right: all dashes stand in the same column.'
        : undefined;
}
const KIND = `(?:${model_step/* KINDS */.GW.join('|')})(?![\\w-])`;
const DASH_BELOW = new RegExp(`\\n\\s*-\\s*${KIND}`);
function problemOf(error, read) {
    const at = lineOf(read, error.pos[0]);
    const line = beginningOf(error, at, read) ?? at;
    const value = lineText(read, line);
    const said = withoutColon(value, lineText(read, line + 1)) ??
        plainly(error, value, lineText(read, at)) ??
        `${error.message}.`;
    return { where: `steps, line ${line}`, value, expected: `This is not valid YAML: ${said}` };
}
/** A quote or bracket that does not end is seen at the end of the text. @returns the line on which it begins */
function beginningOf({ message }, at, read) {
    const quote = /Missing closing (["'])/.exec(message)?.[1];
    const bracket = /end with a ([\]}])/.exec(message)?.[1];
    const isOpen = (line) => quote !== undefined
        ? line.split(quote).length % 2 === 0
        : bracket !== undefined &&
            line.split(bracket === ']' ? '[' : '{').length > line.split(bracket).length;
    const open = read.text.split('\n').slice(0, at).findIndex(isOpen);
    return open < 0 ? undefined : open + 1;
}
/** The likeliest mistake: a step that was a word gets its first option. */
function withoutColon(line, next) {
    const kind = new RegExp(`^\\s*-\\s+(${KIND})\\s*$`).exec(line)?.[1];
    return kind !== undefined && /^\s+[\w-]+:(\s|$)/.test(next)
        ? `Where options follow, a colon stands behind the kind: - ${kind}:`
        : undefined;
}
const COLUMN = 'Options stand below the kind, in the same column as it, and dashes below dashes.';
const BLOCK = 'write it on the lines below, indented, behind a line that ends with |';
/**
 * The most usual mistakes.
 * @param line where it begins
 * @param last where it was seen
 */
function plainly({ code, message }, line, last) {
    if (/^\s*\t/.test(last))
        return 'A tab cannot indent. Use spaces.';
    if (code === 'DUPLICATE_KEY')
        return new RegExp(`^${KIND}`).test(line)
            ? 'Each step begins with a dash and a space.'
            : 'This stands twice in the step. Leave one of them out.';
    if (message.startsWith('Missing closing') || message.includes('end with a'))
        return 'A quote or a bracket that begins here does not end.';
    if (code === 'BAD_DQ_ESCAPE')
        return 'Between double quotes a backslash begins an escape. Use single quotes.';
    if (code === 'BAD_ALIAS')
        return "* begins an alias of YAML. Put a text that begins with it in quotes: '*'";
    if (code === 'BAD_SCALAR_START')
        return `A text cannot begin with this character. Put it in quotes, or ${BLOCK}.`;
    if (code === 'MULTIPLE_DOCS')
        return 'Leave out the line with three dashes.';
    if (message.startsWith('Block scalar header'))
        return `Nothing stands behind | or >: ${BLOCK.replace('it', 'the text')}.`;
    if (code === 'BLOCK_AS_IMPLICIT_KEY')
        return /: .*:(\s|$)/.test(line)
            ? `A text with a colon and a space in it stands in quotes; or ${BLOCK}.`
            : `The line below is indented too far. ${COLUMN}`;
    if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need'))
        return 'Between a name and its value stand a colon and a space: timeout: 20m';
    if (/at node end$/.test(message) && /["'].*["']/.test(line))
        return `Something stands behind the closing quote. Put the whole text in quotes, or ${BLOCK}.`;
    return /^(BAD_INDENT|MISSING_CHAR|UNEXPECTED_TOKEN)$/.test(code) ? COLUMN : undefined;
}
function lineText({ text }, line) {
    return text.split('\n')[line - 1] ?? '';
}

;// CONCATENATED MODULE: ./build/inputs/steps/parse.js








/**
 * Reads the input `steps`: `auto`, `none`, or a YAML list.
 * @returns the steps, and every problem with its line; with a problem the steps are not complete
 */
function parseSteps(text) {
    const word = text.trim();
    if (word === 'auto' || word === '')
        return { steps: 'auto', problems: [] };
    if (word === 'none' || word === '[]')
        return { steps: [], problems: [] };
    const { read, problems } = readYaml(text);
    if (problems.length > 0)
        return { steps: [], problems: problemsOfParts(text, problems) };
    if (!(0,dist/* isSeq */.oP)(read.contents)) {
        const allowed = `${STEPS_ALLOWED}${withDash(word)}`;
        return { steps: [], problems: [{ where: 'steps', value: word, expected: allowed }] };
    }
    const all = readItems(read.contents, read);
    return {
        steps: withOwnNames(all.flatMap(({ step }) => (step ? [step] : []))),
        problems: all.flatMap(({ problems }) => problems),
    };
}
function readItems({ items }, read) {
    return items.map(item => {
        const node = item;
        const traps = node ? trapsOf(node, read) : [];
        // What else would be said of such a step is mostly said because of it.
        return traps.length > 0
            ? { step: undefined, problems: traps }
            : new StepReader(node, read).read();
    });
}
/** Where the whole is not YAML: the problems of each step read alone. @param whole the problems of the whole */
function problemsOfParts(text, whole) {
    let isExplained = false;
    const problems = partsOf(text).flatMap(part => {
        const { read, problems } = readYaml(part);
        isExplained ||= problems.length > 0;
        if (problems.length > 0)
            return problems.map(it => inPart(part, it));
        if (!(0,dist/* isSeq */.oP)(read.contents))
            return [];
        return readItems(read.contents, read).flatMap(it => it.problems);
    });
    const lines = new Set(whole.map(({ where }) => where));
    return isExplained ? problems : [...whole, ...problems.filter(it => !lines.has(it.where))];
}
/** Below its first line a step that is not YAML is named by that. */
function inPart(part, problem) {
    const first = part.trimStart().split('\n')[0] ?? '';
    const step = first.replace(/^-\s*|:?\s*$/g, '');
    return /^\s*-/.test(problem.value) || step === '' ? problem : { ...problem, step };
}
/** How a step is written that stands there without a dash of its own. */
function withDash(text) {
    const line = text.split('\n')[0]?.replace(/^-*\s*/, '') ?? '';
    const isStep = model_step/* KINDS */.GW.some(kind => line === kind || line.startsWith(`${kind}:`));
    return isStep ? ` Each step begins with a dash and a space: - ${line}` : '';
}
const STEPS_ALLOWED = `auto, none, or a YAML list of steps: ${model_step/* KINDS */.GW.join(', ')}.`;
const KIND_LIST = `The kinds of steps: ${model_step/* KINDS */.GW.join(', ')}.`;
/** An item of the list that is neither a word nor a map. */
function whatIs(node) {
    if ((0,dist/* isSeq */.oP)(node))
        return 'This is a list in the list; one dash is enough. ';
    if (!(0,dist/* isScalar */.jn)(node) || node.value === null)
        return 'Nothing stands behind the dash. ';
    return `This is a ${typeof node.value === 'boolean' ? 'truth value' : typeof node.value}, no step. `;
}
class StepReader {
    #problems = [];
    #node;
    #text;
    /** Undefined until its kind is known. */
    #name;
    constructor(node, text) {
        this.#node = node;
        this.#text = text;
    }
    read() {
        const step = this.#step();
        return { step: this.#problems.length === 0 ? step : undefined, problems: this.#problems };
    }
    #step() {
        const node = this.#node;
        if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string') {
            const kind = this.#kind(node.value, node);
            return kind && (0,model_step/* plainStep */.f3)(kind, this.#nothing(kind, node));
        }
        if (!(0,dist/* isMap */.jh)(node)) {
            this.#problem(node, this.#source(node), `${whatIs(node)}A step is a word or a map: ${KIND_LIST}`);
            return undefined;
        }
        const pairs = node.items;
        const names = pairs.map(({ key }) => keyText(key));
        const kinds = pairs.filter(({ key }) => isKind(keyText(key)) && !isOption(keyText(key), names));
        if (kinds.length > 1) {
            const words = kinds.map(({ key }) => keyText(key)).join(', ');
            this.#problem(node, words, 'A step has one kind; begin the second with a dash of its own.');
            return undefined;
        }
        if (kinds.length === 0) {
            const first = pairs.find(({ key }) => !(keyText(key) in OPTIONS)) ?? pairs[0];
            this.#kind(first ? keyText(first.key) : '{}', first?.key ?? node);
            for (const pair of pairs) {
                const option = optionOf(keyText(pair.key));
                if (option)
                    this.#value(option, pair);
            }
            return undefined;
        }
        const [{ key, value }] = kinds;
        this.#name = nameIn(pairs) ?? (0,model_step/* defaultName */.Z2)(keyText(key), textOf(value));
        return this.#withOptions(keyText(key), value, pairs);
    }
    #withOptions(kind, value, pairs) {
        const argument = this.#argument(kind, value);
        let options = {};
        for (const pair of pairs) {
            const name = keyText(pair.key);
            if (name !== kind)
                options = { ...options, ...this.#option(kind, name, pair) };
        }
        if (options.expectFailure && options.retries) {
            const both = 'expect: failure and retries do not go together: a step that fails as expected is not tried again, and one that passes unexpectedly is not to be tried until it fails.';
            this.#problem(this.#node, `retries: ${options.retries}`, both);
        }
        const { problems, ...shell } = (0,shell_args/* shellOptions */.vr)(kind, options);
        const args = pairs.find(({ key }) => keyText(key) === 'args')?.value;
        for (const { flag, instead } of problems)
            this.#problem(args, `args: ${flag}`, instead);
        const name = (0,model_step/* defaultName */.Z2)(kind, argument);
        const step = (0,model_step/* plainStep */.f3)(kind, argument, { name, ...options, ...shell });
        this.#refuseLogFormat(step);
        return step;
    }
    /** No argument. A `run` of nothing would be a success that tested nothing. */
    #nothing(kind, node) {
        if (kind === 'run')
            this.#problem(node, kind, 'run needs a command: - run: make test');
        return '';
    }
    #argument(kind, value) {
        const isEmpty = (0,dist/* isScalar */.jn)(value) && hasNothing(kind, String(value.value ?? ''));
        if (value === null || isEmpty)
            return this.#nothing(kind, value ?? this.#node);
        // `run: true` means the program of that name.
        const byBash = RUN_BY_BASH.includes(kind);
        if (byBash && (0,dist/* isScalar */.jn)(value) && typeof value.value !== 'string')
            return value.source ?? '';
        if (!(0,dist/* isScalar */.jn)(value) || typeof value.value !== 'string') {
            const allowed = `The argument of ${kind} is a text; options stand beside it, in the same column as ${kind}.`;
            this.#problem(value, this.#source(value), allowed);
            return '';
        }
        if (!COMMAND_KINDS.includes(kind)) {
            try {
                (0,shell_words/* expandWords */.AK)(value.value);
            }
            catch {
                this.#problem(value, value.value, 'A quote is not closed.');
            }
            this.#refuseExpansion(value, value.value, `the argument of ${kind}`);
        }
        return value.value;
    }
    #option(kind, name, pair) {
        const { key } = pair;
        const option = optionOf(name);
        if (!option) {
            const names = Object.keys(OPTIONS).filter(it => OPTIONS[it]?.kinds.includes(kind));
            this.#problem(key, name, `${suggest(name, names)}The options of ${kind}: ${names.join(', ')}.`);
            return {};
        }
        if (kind === 'run' && name === 'shell') {
            this.#problem(key, `shell: ${this.#source(pair.value)}`, 'run uses bash; remove shell.');
            return {};
        }
        if (!option.kinds.includes(kind)) {
            this.#problem(key, name, `It is an option of ${option.kinds.join(', ')}, not of ${kind}.`);
            return {};
        }
        return this.#value(option, pair);
    }
    #value(option, { key, value }) {
        const plain = value === null ? null : value.toJSON();
        const read = option.read(plain);
        if (read === undefined) {
            this.#problem(value ?? key, `${keyText(key)}: ${this.#source(value)}`, option.allowed);
        }
        if (keyText(key) === 'args' && typeof plain === 'string')
            this.#refuseExpansion(value, plain, 'args');
        return read ?? {};
    }
    /** Nothing runs a shell there, and Nix would be given it as it is. */
    #refuseExpansion(node, text, where) {
        const found = (0,shell_words/* expansionIn */.F0)(text);
        if (found === undefined)
            return;
        const allowed = `${found} is not expanded: no shell runs ${where}. Use a run step, or put it in single quotes if Nix is to get it as it is.`;
        this.#problem(node, text, allowed);
    }
    #refuseLogFormat({ kind, argument, args }) {
        if (this.#problems.length > 0)
            return;
        const words = COMMAND_KINDS.includes(kind) ? args : [...(0,shell_words/* expandWords */.AK)(argument), ...args];
        if (!words.includes('--log-format'))
            return;
        const allowed = 'The action sets the log format of Nix, because it reads the log. Remove it.';
        this.#problem(this.#node, '--log-format', allowed);
    }
    #kind(word, node) {
        if (isKind(word))
            return word;
        const start = model_step/* KINDS */.GW.find(kind => word.startsWith(`${kind} `));
        const help = start
            ? this.#source(node).includes('\n')
                ? `The line below belongs to it. Where an option follows there is a colon behind both: - ${start}: and below it timeout: 20m`
                : `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
            : `${suggest(word, model_step/* KINDS */.GW)}${KIND_LIST}`;
        this.#problem(node, word, help);
        return undefined;
    }
    #problem(node, value, allowed) {
        const range = node?.range ?? this.#node?.range;
        const line = range ? lineOf(this.#text, range[0]) : 1;
        const step = this.#name === undefined ? {} : { step: this.#name };
        this.#problems.push({ where: `steps, line ${line}`, ...step, value, expected: allowed });
    }
    #source(node) {
        return node?.range ? this.#text.text.slice(node.range[0], node.range[1]).trim() : '';
    }
}
/** Commands belong to bash; everything else is split by us. */
const RUN_BY_BASH = ['nix-shell', 'develop', 'run'];
const COMMAND_KINDS = [...RUN_BY_BASH, 'flake-check'];
/** Whether an argument says nothing; a command of comments runs nothing either. */
function hasNothing(kind, text) {
    const said = kind === 'run' ? text.replace(/^\s*#.*$/gm, '') : text;
    return said.trim() === '';
}
function isKind(word) {
    return model_step/* KINDS */.GW.includes(word);
}
/** Whether a word is an option of one of the kinds among others: `eval` is both. */
function isOption(word, others) {
    return optionOf(word)?.kinds.some(kind => kind !== word && others.includes(kind)) ?? false;
}
/** The name that is given to a step. */
function nameIn(pairs) {
    const given = pairs.find(({ key }) => keyText(key) === 'name');
    return textOf(given?.value).trim() || undefined;
}
function textOf(node) {
    return (0,dist/* isScalar */.jn)(node) && typeof node.value === 'string' ? node.value : '';
}
function keyText(key) {
    return (0,dist/* isScalar */.jn)(key) ? String(key.value) : key.toString();
}

;// CONCATENATED MODULE: ./build/inputs/inputs.js










/** The names of the inputs in action.yml. */
const INPUT_NAMES = (/* unused pure expression or super */ null && ([
    'steps',
    'working-directory',
    'nix-version',
    'nix-release-url',
    'nix-sha256',
    'nix-mode',
    'nix-conf',
    'nix-path',
    'github-token',
    'access-tokens',
    'accept-flake-config',
    'keep-going',
    'timeout',
    'job-timeout',
    'baseline',
    'pins',
    'verify-source',
    'syntax-exclude',
    'plan',
    'cachix-name',
    'cachix-auth-token',
    'cachix-signing-key',
    'cachix-host',
    'extra-caches',
    'upstream',
    'push',
    'allow-public-cache',
    'push-filter',
    'push-timeout',
    'require-push',
    'store-cache',
    'store-cache-size',
]));
/**
 * Reads all inputs.
 * @param get the text of an input; empty where the user gave none
 * @throws InputError with every problem in all of them
 */
function readInputs(get) {
    const reader = new InputReader(get);
    const inputs = reader.read();
    if (reader.problems.length > 0)
        throw new problem/* InputError */.dz(reader.problems);
    return inputs;
}
class InputReader extends InputTexts {
    read() {
        const steps = this.#steps();
        return {
            steps,
            workingDirectory: this.text('working-directory') ?? '.',
            nix: this.#nix(),
            nixPath: this.text('nix-path') ?? 'auto',
            githubToken: this.#token('github-token'),
            accessTokens: this.#accessTokens(),
            keepGoing: this.bool('keep-going', true),
            timeout: this.duration('timeout'),
            jobTimeout: this.#jobTimeout(),
            baseline: this.choice('baseline', ['auto', 'off']),
            pins: this.choice('pins', ['notice', 'warn', 'off']),
            verifySource: this.bool('verify-source', false),
            syntaxExclude: this.lines('syntax-exclude'),
            plan: this.bool('plan', false),
            storeCache: {
                mode: this.choice('store-cache', ['auto', 'true', 'false']),
                limit: this.size('store-cache-size') ?? 2e9,
            },
            cache: this.#cache(steps),
        };
    }
    #nix() {
        return {
            version: this.matching('nix-version', release/* isVersionRequest */.s5, VERSION_ALLOWED),
            releaseUrl: this.matching('nix-release-url', isReleaseUrl, RELEASE_URL_ALLOWED),
            sha256: this.matching('nix-sha256', isSha256, SHA256_ALLOWED)?.toLowerCase(),
            mode: this.choice('nix-mode', NIX_MODES),
            conf: this.#conf(),
            acceptFlakeConfig: this.bool('accept-flake-config', false),
            netrc: Boolean(this.text('cachix-name') && this.text('cachix-auth-token')),
        };
    }
    #jobTimeout() {
        const seconds = this.duration('job-timeout') ?? 350 * 60;
        if (seconds > RESERVE)
            return seconds;
        const allowed = 'More than 2m: steps end two minutes before, for the push and the report.';
        this.problem('job-timeout', this.text('job-timeout') ?? '', allowed);
        return 350 * 60;
    }
    #cache(steps) {
        const requirePush = this.bool('require-push', false);
        if (requirePush && steps.length === 0 && !this.problems.some(isOfSteps)) {
            const allowed = 'With steps: none post pushes, and post cannot fail a job; leave it out.';
            this.problem('require-push', 'true', allowed);
        }
        return {
            name: this.matching('cachix-name', isCacheName, 'The name of a cache at Cachix.') ?? '',
            authToken: new Secret(this.#token('cachix-auth-token') || undefined),
            signingKey: new Secret(this.#signingKey()),
            host: this.matching('cachix-host', isWebUrl, 'An http or https URL.') ?? 'https://cachix.org',
            extra: this.#extraCaches(),
            upstream: this.matching('upstream', isRepository, 'owner/name, or a repository id.') ?? '',
            push: this.choice('push', decide_trust/* PUSH_POLICIES */.E5),
            allowPublicCache: this.bool('allow-public-cache', false),
            filter: this.#filter(),
            pushTimeout: this.duration('push-timeout') ?? 600,
            requirePush,
        };
    }
    #signingKey() {
        const text = this.#token('cachix-signing-key');
        try {
            return text === '' ? undefined : new signature/* SigningKey */.hR(text);
        }
        catch (error) {
            this.problem('cachix-signing-key', '(not shown)', (0,errors/* formatError */.W)(error));
            return undefined;
        }
    }
    #filter() {
        const text = this.text('push-filter');
        try {
            return text === undefined ? undefined : new RegExp(text);
        }
        catch (error) {
            this.problem('push-filter', text ?? '', `A regular expression. ${error.message}.`);
            return undefined;
        }
    }
    #extraCaches() {
        const lines = this.get('extra-caches').split('\n');
        return lines.flatMap((line, index) => {
            const [place = '', key, ...more] = line.trim().split(/\s+/);
            if (place === '')
                return [];
            if (isCacheName(place) && key === undefined)
                return [{ name: place }];
            if (isCacheUrl(place) && key && /^[^:\s]+:[\w+/]{43}=$/.test(key) && more.length === 0) {
                return [{ url: place, key }];
            }
            const allowed = 'The name of a cache at Cachix, or URL and PUBLIC-KEY with a blank between.';
            this.problem(`extra-caches, line ${index + 1}`, line.trim(), allowed);
            return [];
        });
    }
    #steps() {
        const { steps, problems } = parseSteps(this.get('steps'));
        this.problems.push(...problems);
        return steps;
    }
    #conf() {
        const { settings, bad } = (0,conf/* parseConf */.sA)(this.get('nix-conf'));
        for (const { line, text } of bad) {
            const shown = conf/* SECRET_SETTINGS */.Rt.some(name => text.includes(name)) ? '(not shown)' : text;
            this.problem(`nix-conf, line ${line}`, shown, 'A line is name = value, as in nix.conf.');
        }
        for (const { name } of settings.filter(it => conf/* SECRET_SETTINGS */.Rt.includes((0,conf/* baseName */.Fl)(it.name)))) {
            this.problem('nix-conf', name, 'A credential belongs in the input access-tokens.');
        }
        return settings;
    }
    #token(name) {
        const token = this.text(name) ?? '';
        if (/\s/.test(token)) {
            this.problem(name, '(not shown)', 'A token has no white space in it.');
        }
        return token;
    }
    #accessTokens() {
        const lines = this.get('access-tokens').split('\n');
        return lines.flatMap((line, index) => {
            // A secret that a fork does not have leaves `host=`.
            if (/^([^\s=]+=)?$/.test(line.trim()))
                return [];
            const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim());
            if (match)
                return [{ host: match[1] ?? '', token: match[2] ?? '' }];
            const allowed = 'One host=token a line, such as gitlab.com=PAT:the-token.';
            this.problem(`access-tokens, line ${index + 1}`, '(not shown)', allowed);
            return [];
        });
    }
}
function isOfSteps({ where }) {
    return where.startsWith('steps');
}
const VERSION_ALLOWED = 'A release such as 2.35.2, a line such as 2.34, or latest.';
const RELEASE_URL_ALLOWED = 'An http, https or file URL: the base of <base>/nix-V/nix-V-SYSTEM.tar.xz, or a whole URL with {version} and {system}.';
const SHA256_ALLOWED = 'The SHA-256 of the tarball: 64 digits of base 16.';
function isCacheName(text) {
    return /^[A-Za-z0-9][\w-]*$/.test(text);
}
function isRepository(text) {
    return /^(\d+|[\w.-]+\/[\w.-]+)$/.test(text);
}
function isWebUrl(text) {
    return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
function isCacheUrl(text) {
    return URL.canParse(text) && /^(https?|s3|ssh|ssh-ng|file):$/.test(new URL(text).protocol);
}
function isReleaseUrl(text) {
    const placeholders = [...text.matchAll(/\{(\w*)\}?/g)].map(match => match[0]);
    return (/^(https?|file):$/.test(URL.canParse(text) ? new URL(text).protocol : '') &&
        placeholders.every(it => it === '{version}' || it === '{system}'));
}
function isSha256(text) {
    return /^[0-9a-f]{64}$/i.test(text);
}
/** Seconds before the end of the job at which steps end, so that there is still a push and a report. */
const RESERVE = 120;


/***/ }),

/***/ 787:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dz: () => (/* binding */ InputError),
/* harmony export */   lb: () => (/* binding */ describeAll)
/* harmony export */ });
/* unused harmony export describe */
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);

/** Everything that is wrong with the inputs, found in one reading. */
class InputError extends Error {
    problems;
    constructor(problems) {
        super(problems.map(describe).join('\n'));
        this.name = 'InputError';
        this.problems = problems;
    }
}
/** One sentence for a log line or an annotation. */
function describe({ where, step, value, expected: allowed }) {
    const place = step === undefined ? where : `${where} (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(step, 60)})`;
    return `${place}: ${show(value)} is not possible here. ${allowed}`;
}
/** Problems that are told: the runner keeps ten annotations of a kind. */
const MOST_TOLD = 10;
/** A sentence for each of the first problems; the last one says how many more there are. */
function describeAll(problems) {
    const told = problems.slice(0, MOST_TOLD).map(describe);
    const more = problems.length - told.length;
    return more > 0 ? [...told.slice(0, -1), `${told.at(-1)}\n… and ${more} more.`] : told;
}
function show(value) {
    const line = value.length > 120 ? `${value.slice(0, 117)}...` : value;
    return JSON.stringify(line);
}


/***/ }),

/***/ 8569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J8: () => (/* binding */ dropSecrets),
/* harmony export */   QU: () => (/* binding */ maskSecrets),
/* harmony export */   k8: () => (/* binding */ tokensOf)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6805);

const SECRET_VARIABLES = [
    'INPUT_CACHIX-AUTH-TOKEN',
    'INPUT_CACHIX-SIGNING-KEY',
    'CACHIX_AUTH_TOKEN',
    'CACHIX_SIGNING_KEY',
];
/** Before anything is printed that could hold one. */
function maskSecrets(inputs, env) {
    const { githubToken, accessTokens, nix, cache } = inputs;
    const secrets = [
        githubToken,
        ...accessTokens.map(({ token }) => token),
        ...SECRET_VARIABLES.map(name => env[name] ?? ''),
        ...[nix.releaseUrl ?? '', ...cache.extra.map(it => ('url' in it ? it.url : ''))].map(passwordOf),
    ];
    for (const secret of secrets) {
        if (secret.trim() !== '')
            (0,_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq)(secret.trim());
    }
}
function passwordOf(url) {
    return URL.canParse(url) ? decodeURIComponent(new URL(url).password) : '';
}
/** What project code must not find in this process. */
function dropSecrets({ cache }, env) {
    cache.authToken.drop();
    cache.signingKey.drop();
    for (const name of Object.keys(env)) {
        if (SECRET_VARIABLES.includes(name) || name.startsWith('ACTIONS_'))
            delete env[name];
    }
}
/** The GitHub token is for the host of this GitHub, and no other. */
function tokensOf({ githubToken, accessTokens }, env) {
    const { host } = new URL(env.GITHUB_SERVER_URL ?? 'https://github.com');
    return githubToken === '' ? [...accessTokens] : [{ host, token: githubToken }, ...accessTokens];
}


/***/ }),

/***/ 2646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ce: () => (/* binding */ withoutShellFlags),
/* harmony export */   vr: () => (/* binding */ shellOptions)
/* harmony export */ });
/* unused harmony export shellArgs */
const phase = (name) => ({
    instead: `Give the phase as the command of the step: - develop: runHook ${name}Phase`,
});
const MEANINGS = {
    develop: {
        '-i': 'pure',
        '--ignore-environment': 'pure',
        '--ignore-env': 'pure',
        '-k': 'keep',
        '--keep': 'keep',
        '--keep-env-var': 'keep',
        '-u': 'unset',
        '--unset': 'unset',
        '--unset-env-var': 'unset',
        '-s': 'set',
        '--set-env-var': 'set',
        '-c': { instead: 'The command is the argument of the step: - develop: COMMAND' },
        '--command': { instead: 'The command is the argument of the step: - develop: COMMAND' },
        '--phase': phase('PHASE'),
        '--unpack': phase('unpack'),
        '--configure': phase('configure'),
        '--build': phase('build'),
        '--check': phase('check'),
        '--install': phase('install'),
        '--installcheck': phase('installCheck'),
    },
    'nix-shell': {
        '--pure': 'pure',
        '--impure': 'impure',
        '--keep': 'keep',
        '--run': { instead: 'The command is the argument of the step: - nix-shell: COMMAND' },
        '--command': { instead: 'The command is the argument of the step: - nix-shell: COMMAND' },
        '-p': { instead: "Packages go in a run step: - run: nix-shell -p PACKAGES --run 'COMMAND'" },
        '--packages': {
            instead: "Packages go in a run step: - run: nix-shell -p PACKAGES --run 'COMMAND'",
        },
        '-i': { instead: 'It belongs in the first lines of a script; run the script with a run step.' },
    },
};
/** Other flags, and how many words after each belong to it: these are no flags. */
const WORDS = {
    ...{ '--arg': 2, '--argstr': 2, '--arg-from-file': 2, '--arg-from-stdin': 1, '--option': 2 },
    ...{ '-A': 1, '--attr': 1, '-I': 1, '--include': 1, '-E': 1, '--expr': 1, '-f': 1, '--file': 1 },
    ...{ '--override-input': 2, '--override-flake': 2, '--update-input': 1, '--inputs-from': 1 },
    ...{ '--profile': 1, '--redirect': 2, '--eval-store': 1, '--store': 1, '--log-format': 1 },
    ...{
        '--reference-lock-file': 1,
        '--output-lock-file': 1,
        '-j': 1,
        '--max-jobs': 1,
        '--cores': 1,
    },
};
/** Flags about the shell that a question to Nix about its attributes does not take. */
const OF_SHELL = ['--profile', '--redirect'];
/** Reads the arguments of a shell: Nix evaluates and enters in two calls, and neither knows all flags. Pure. */
function shellArgs(kind, args) {
    const said = { pure: undefined, keep: [] };
    const left = [];
    const unset = [];
    const env = {};
    const problems = [];
    const words = kind === 'develop' ? args.flatMap(apart) : args;
    for (let at = 0; at < words.length; at++) {
        const flag = words[at] ?? '';
        const meaning = Object.hasOwn(MEANINGS[kind], flag) ? MEANINGS[kind][flag] : undefined;
        const count = meaning === undefined
            ? (WORDS[flag] ?? 0)
            : meaning === 'set'
                ? 2
                : Number(meaning === 'keep' || meaning === 'unset');
        const values = words.slice(at + 1, at + 1 + count);
        at += count;
        const [name = '', value = ''] = values;
        if (meaning === undefined)
            left.push(flag, ...values);
        else if (typeof meaning === 'object') {
            problems.push({ flag, instead: meaning.instead });
            // What follows is the command.
            if (/^(-c|--command|--run|-p|--packages)$/.test(flag))
                break;
        }
        else if (values.length < count)
            problems.push({
                flag,
                instead: `${flag} needs the name of a variable${count > 1 ? ' and its value' : ''}.`,
            });
        else if (meaning === 'pure' || meaning === 'impure')
            said.pure = meaning === 'pure';
        else if (meaning === 'keep')
            said.keep.push(name);
        else if (meaning === 'unset')
            unset.push(name);
        else
            env[name] = value;
    }
    return { ...said, args: left, unset, env, problems };
}
/** The options of a step that enters a shell, with what flags in its `args` say; of another one as they are. Pure. */
function shellOptions(kind, options) {
    if (kind !== 'develop' && kind !== 'nix-shell')
        return { problems: [] };
    const { args = [], keep = [], env = {}, pure = false } = options;
    const said = shellArgs(kind, args);
    return {
        ...said,
        pure: said.pure ?? pure,
        keep: [...keep, ...said.keep],
        env: { ...env, ...said.env },
    };
}
/** The arguments without those about the shell, for `nix eval`. */
function withoutShellFlags(args) {
    const left = [];
    for (let at = 0; at < args.length; at++) {
        const flag = args[at] ?? '';
        const count = WORDS[flag] ?? 0;
        if (!OF_SHELL.includes(flag))
            left.push(flag, ...args.slice(at + 1, at + 1 + count));
        at += count;
    }
    return left;
}
/** `-ik` is `-i -k`, as Nix reads it. */
function apart(word) {
    return /^-[ikusLv]{2,}$/.test(word) ? [...word.slice(1)].map(letter => `-${letter}`) : [word];
}


/***/ }),

/***/ 4258:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AK: () => (/* binding */ expandWords),
/* harmony export */   F0: () => (/* binding */ expansionIn),
/* harmony export */   yM: () => (/* binding */ splitWords)
/* harmony export */ });
/* harmony import */ var brace_expansion__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9540);
/* harmony import */ var shlex__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5637);


/** A word as a shell sees it, quotes and escapes still in it. */
const RAW_WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*")+/g;
/**
 * Splits a string as a shell does: quotes, escapes, no variables, no globs.
 * @throws Error when a quote is not closed
 */
function splitWords(text) {
    return (0,shlex__WEBPACK_IMPORTED_MODULE_1__/* .split */ .lD)(text);
}
/**
 * Splits as {@link splitWords} and expands braces (`.#{a,b}`) in words without quotes or escapes, as bash does.
 * @throws Error when a quote is not closed
 */
function expandWords(text) {
    splitWords(text);
    const raw = text.match(RAW_WORD) ?? [];
    return raw.flatMap(word => (/['"\\]/.test(word) ? splitWords(word) : (0,brace_expansion__WEBPACK_IMPORTED_MODULE_0__/* .expand */ .fT)(word)));
}
/** What a shell would put in place of: a command in parentheses or backquotes, a variable. */
const EXPANSION = /^(?:\$\([^)]*\)?|`[^`]*`?|\$\{[^}]*\}?|\$[\w@*#?!$]\w*)/;
/** The first thing in a text that a shell would expand and {@link splitWords} leaves as it is; none in single quotes. */
function expansionIn(text) {
    let isDouble = false;
    for (let at = 0; at < text.length; at++) {
        const char = text[at];
        if (char === '\\')
            at++;
        else if (char === '"')
            isDouble = !isDouble;
        else if (char === "'" && !isDouble) {
            const end = text.indexOf("'", at + 1);
            at = end < 0 ? text.length : end;
        }
        else if (char === '$' || char === '`') {
            const found = EXPANSION.exec(text.slice(at))?.[0];
            if (found)
                return found;
        }
    }
    return undefined;
}


/***/ }),

/***/ 177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Gy: () => (/* binding */ withLines),
/* harmony export */   KE: () => (/* binding */ listed),
/* harmony export */   LI: () => (/* binding */ round),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   PW: () => (/* binding */ limitText),
/* harmony export */   S5: () => (/* binding */ durationText),
/* harmony export */   eN: () => (/* binding */ DURATION_ALLOWED),
/* harmony export */   it: () => (/* binding */ cutMiddle),
/* harmony export */   pV: () => (/* binding */ bytesText),
/* harmony export */   x7: () => (/* binding */ isLong)
/* harmony export */ });
/* unused harmony export listedLines */
/** `0.4 s`, `12.3 s`, `2 min 03 s`, `1 h 02 min`. */
function durationText(seconds) {
    if (seconds < 59.95)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 3600)
        return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
    const minutes = Math.round(seconds / 60);
    return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
/** Whether {@link durationText} shows more than `0.0 s`. */
function isLong(seconds) {
    return seconds >= 0.05;
}
/** `212 MB`: powers of 1000, three digits at most. */
function bytesText(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    const digits = unit === 0 || value >= 9.95 ? 0 : 1;
    return `${value.toFixed(digits)} ${units[unit]}`;
}
/** `1 check`, `3 checks`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** `a, b and 3 more`: at most `max` of the items. */
function listed(items, max, separator = ', ') {
    const rest = items.length - max;
    const shown = items.slice(0, max).join(separator);
    return rest > 0 ? `${shown} and ${rest} more` : shown;
}
/** At most `max` of the lines, and one that says how many more there are. */
function listedLines(lines, max) {
    const rest = lines.length - max;
    return rest > 0 ? [...lines.slice(0, max), `… and ${rest} more`] : [...lines];
}
/** Keeps the beginning, which says what happened, and the end, which has the command; says what is missing. */
function cutMiddle(text, length) {
    if (text.length <= length)
        return text;
    const head = Math.floor(length / 3);
    const tail = length - head;
    return `${text.slice(0, head)}\n… (${text.length - length} characters are left out)\n${text.slice(-tail)}`;
}
function two(count) {
    return String(count).padStart(2, '0');
}
/** A message with more lines: before the command at its end, of which they would look like a part. */
function withLines(message, lines) {
    const end = message.lastIndexOf('\nReproduce: ');
    const at = end < 0 ? message.length : end;
    return [message.slice(0, at), ...lines].join('\n') + message.slice(at);
}
/** Three decimals. */
function round(seconds) {
    return Math.round(seconds * 1000) / 1000;
}
/** `90 s`, `20 min`, `2 h`: as somebody would give it. */
function limitText(seconds) {
    if (seconds >= 3600 && seconds % 3600 === 0)
        return `${seconds / 3600} h`;
    if (seconds >= 120 && seconds % 60 === 0)
        return `${seconds / 60} min`;
    return `${seconds} s`;
}
const UNITS = { s: 1, m: 60, h: 3600 };
const DURATION_ALLOWED = 'A duration is a number and s, m or h: 90s, 20m, 1h.';
/** Seconds of `90s`, `20m`, `1h`; undefined for anything else, and for nothing at all. */
function parseDuration(text) {
    const match = /^(\d+(?:\.\d+)?)([smh])$/.exec(text.trim());
    if (!match)
        return undefined;
    const seconds = Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN);
    return seconds > 0 ? seconds : undefined;
}


/***/ }),

/***/ 4869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GX: () => (/* binding */ toOneLine),
/* harmony export */   Us: () => (/* binding */ escapeInvisibleText),
/* harmony export */   ts: () => (/* binding */ escapeInvisible),
/* harmony export */   wy: () => (/* binding */ hasInvisible)
/* harmony export */ });
/** Characters that a reader would not see, or see in another order than they are written. */
const UNSEEN = /[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const NAMED = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** A name of others on one line, with what cannot be seen in it written as an escape: `\n`, `\u001b`. */
function escapeInvisible(name) {
    return name.replace(UNSEEN, char => NAMED[char] ?? escapeOf(char));
}
/** A text of others: its lines stay, and the colours that Nix gives it if `isColoured`. */
function escapeInvisibleText(text, isColoured = false) {
    const seen = (part) => part.replace(UNSEEN, char => (char === '\n' || char === '\t' ? char : escapeInvisible(char)));
    if (!isColoured)
        return seen(text);
    return text
        .split(/(\x1b\[[\d;]*m)/)
        .map((part, at) => (at % 2 === 1 ? part : seen(part)))
        .join('');
}
/** Whether something in a word cannot be seen; ends of lines can. */
function hasInvisible(word) {
    return escapeInvisibleText(word) !== word;
}
function escapeOf(char) {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
/** What others wrote, as a part of a sentence of ours: one line without control characters, at most `longest` characters. */
function toOneLine(text, longest = 200) {
    const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}


/***/ }),

/***/ 8319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ errorsIn),
/* harmony export */   c: () => (/* binding */ mapErrors)
/* harmony export */ });
/** Every error of a step; the first is its own, which tells of all. */
function errorsIn(one) {
    const { error, checks = [], failedDependencies = [], otherErrors = [] } = one;
    const parts = [...checks, ...failedDependencies].flatMap(it => it.error ?? []);
    return [...(error ? [error] : []), ...parts, ...otherErrors];
}
/** A step with each of its errors changed. */
function mapErrors(one, change) {
    const changed = (failed) => failed.error ? { ...failed, error: change(failed.error) } : failed;
    const { checks, failedDependencies, otherErrors } = one;
    return {
        ...changed(one),
        ...(checks ? { checks: checks.map(changed) } : {}),
        ...(failedDependencies ? { failedDependencies: failedDependencies.map(changed) } : {}),
        ...(otherErrors ? { otherErrors: otherErrors.map(change) } : {}),
    };
}


/***/ }),

/***/ 6285:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ failedStep),
/* harmony export */   v: () => (/* binding */ Recorder)
/* harmony export */ });
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(177);

/** What took place, in the order in which it began. */
class Recorder {
    startedAt = new Date();
    phases = [];
    steps = [];
    /** What steps left running. */
    leftovers = [];
    /** Something that had to succeed and is no step did not. */
    broken = false;
    /** When main began, in milliseconds of the process's clock. */
    origin = performance.now();
    /** Seconds since main began, with three decimals. */
    now() {
        return (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)((performance.now() - this.origin) / 1000);
    }
    /**
     * Times a phase; what it throws is recorded and thrown on.
     * @param statusOf how a phase that does not throw went; a success without
     */
    async phase(name, work, statusOf = () => 'success') {
        const start = this.now();
        let status = 'failure';
        try {
            const result = await work();
            status = statusOf(result);
            return result;
        }
        finally {
            this.phases.push({ name, start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_0__/* .round */ .LI)(this.now() - start), status });
        }
    }
    /** `success` exactly when nothing failed that may not. */
    get result() {
        const bad = ['failure', 'timeout', 'cancelled'];
        const failed = this.steps.some(({ status }) => bad.includes(status));
        return failed || this.broken ? 'failure' : 'success';
    }
}
/** The first step that failed and may not. */
function failedStep({ steps }) {
    return steps.find(({ status }) => status === 'failure' || status === 'timeout' || status === 'cancelled');
}


/***/ }),

/***/ 3938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S3: () => (/* binding */ totalSeconds),
/* harmony export */   Vh: () => (/* binding */ isOfOtherSystem),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Yx: () => (/* binding */ checkSeconds)
/* harmony export */ });
/* unused harmony export ERROR_KINDS */
/** Whether a check is of another system than `system`: Nix evaluates these (`--all-systems`) and builds none. */
function isOfOtherSystem(name, system) {
    const of = /^checks\.([^.]+)\./.exec(name)?.[1];
    return of !== undefined && of !== system;
}
/** What a check took that a change of the project can change: not the downloads. */
function checkSeconds({ evalSeconds, buildSeconds }) {
    return evalSeconds + buildSeconds;
}
/** Seconds from the beginning of main to the end of the last thing that took place. */
function totalSeconds({ phases, steps }) {
    return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0);
}
/** Whether it failed the run: an allowed failure did not. */
function hasFailed({ status }) {
    return status === 'failure' || status === 'timeout' || status === 'cancelled';
}
const ERROR_KINDS = (/* unused pure expression or super */ null && ([
    'evaluation',
    'missing-attribute',
    'build',
    'dependency',
    'hash-mismatch',
    'timeout',
    'disk-full',
    'out-of-memory',
    'network',
    'credentials',
    'checkout',
    'conflict',
    'hook',
    'daemon',
    'wrong-system',
    'test',
    'cancelled',
    'other',
]));


/***/ }),

/***/ 1710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ LONGEST_NAME),
/* harmony export */   C: () => (/* binding */ lateBuilds),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   R6: () => (/* binding */ runsProjectCode),
/* harmony export */   Vh: () => (/* binding */ flakeOf),
/* harmony export */   Z2: () => (/* binding */ defaultName),
/* harmony export */   f3: () => (/* binding */ plainStep),
/* harmony export */   fC: () => (/* binding */ wholeName)
/* harmony export */ });
/** The kinds of steps, in the order in which the README lists them. */
const KINDS = [
    'flake-check',
    'build',
    'nix-build',
    'nix-shell',
    'develop',
    'run',
    'eval',
];
/** Kinds that run the project's code outside the sandbox (a shell without a command too: its shellHook). */
function runsProjectCode(step) {
    return step.kind === 'nix-shell' || step.kind === 'develop' || step.kind === 'run';
}
/** The flake that a `flake-check` is of. */
function flakeOf({ argument }) {
    return argument.trim() || '.';
}
/** The name of a step that was given none: `kind`, or `kind: argument` cut at 60 characters. */
function defaultName(kind, argument) {
    return wholeName(kind, argument).slice(0, LONGEST_NAME);
}
/** Characters of a name that was not given. */
const LONGEST_NAME = 60;
/** The name of a step that was given none, before it is cut. */
function wholeName(kind, argument) {
    const line = argument.trim().split('\n')[0] ?? '';
    return line === '' ? kind : `${kind}: ${line}`;
}
/** A step of this kind with no options, for `auto` and for tests. */
function plainStep(kind, argument = '', options = {}) {
    return {
        kind,
        argument,
        name: defaultName(kind, argument),
        args: [],
        shell: undefined,
        pure: false,
        keep: [],
        unset: [],
        env: {},
        workingDirectory: '.',
        timeout: undefined,
        silence: undefined,
        retries: 0,
        expectFailure: false,
        allowFailure: false,
        only: [],
        if: true,
        system: undefined,
        requires: [],
        outLink: undefined,
        credentials: false,
        annotations: false,
        evalEach: false,
        allowEvalErrors: false,
        select: [],
        allSystems: false,
        realise: false,
        ...options,
    };
}
/** Tells of builds behind the boundary: they are run, and not pushed. */
function lateBuilds(steps) {
    if (steps === 'auto')
        return [];
    const first = steps.findIndex(runsProjectCode);
    const late = first < 0 ? [] : steps.slice(first).filter(step => BUILDS.includes(step.kind));
    if (late.length === 0)
        return [];
    const names = late.map(({ name }) => name).join(', ');
    return [
        `What these steps build is not pushed, because they stand after a step that runs the project's own code (${steps[first]?.name}): ${names}. Put them before it.`,
    ];
}
const BUILDS = ['flake-check', 'build', 'nix-build'];
/** Whether one of the systems or kernels is this one; no list means all. */
function isFor(only, system) {
    return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`));
}


/***/ }),

/***/ 3593:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gc: () => (/* binding */ TokenFile),
/* harmony export */   Ri: () => (/* binding */ CACHES_CONF),
/* harmony export */   Wi: () => (/* binding */ isLaterUse),
/* harmony export */   xv: () => (/* binding */ userConfFiles)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_home_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3500);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1764);





/**
 * NIX_USER_CONF_FILES with files of ours before the user's own. Of this list the first file has the last word, and
 * setting the variable replaces Nix's default list, so the user's files are named too. (nix.conf(5))
 */
function userConfFiles(ours, env) {
    const folders = [
        env.XDG_CONFIG_HOME || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_host_home_js__WEBPACK_IMPORTED_MODULE_3__/* .homeOf */ .l)(env), '.config'),
        ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
    ];
    const users = env.NIX_USER_CONF_FILES ?? folders.map(folder => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'nix/nix.conf')).join(':');
    return [...ours, ...users.split(':').filter(file => file !== '' && !ours.includes(file))].join(':');
}
const TOKEN_FILE = 'tokens.conf';
/** The caches of this job: written when Cachix has told of them, gone with the job. */
const CACHES_CONF = 'caches.conf';
/** Whether an earlier use of the action in this job has left its settings to the later steps. */
function isLaterUse({ NIX_USER_CONF_FILES = '' }) {
    return NIX_USER_CONF_FILES.split(':').some(path => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path) === CACHES_CONF);
}
/**
 * The file with the credentials for fetching; it is there only while something that may use it runs. Those of earlier
 * uses of the action in the same job come and go with it.
 */
class TokenFile {
    /** Of this use; the file of that path may be absent. */
    path;
    #files;
    constructor(own, earlier) {
        this.path = own.path;
        this.#files = [own, ...earlier].filter(({ text }) => text !== '');
    }
    /** @param folder where the file will be */
    static async create(folder, tokens, env) {
        const value = tokens.map(({ host, token }) => `${host}=${token}`).join(' ');
        const text = value === '' ? '' : (0,_conf_js__WEBPACK_IMPORTED_MODULE_4__/* .formatConf */ .GC)([{ name: 'extra-access-tokens', value }]);
        const paths = (env.NIX_USER_CONF_FILES ?? '')
            .split(':')
            .filter(path => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path) === TOKEN_FILE);
        const read = async (path) => ({
            path,
            text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, 'utf8').catch(() => ''),
        });
        return new TokenFile({ path: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, TOKEN_FILE), text }, await Promise.all(paths.map(read)));
    }
    /** Puts the files there, readable for their owner only. */
    async write() {
        await Promise.all(this.#files.map(putThere));
    }
    async remove() {
        await Promise.all(this.#files.map(({ path }) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true })));
    }
}
/**
 * Under another name first, so that two calls of Nix at once find it whole. A command may have cleared RUNNER_TEMP, or
 * left a folder of that name.
 */
async function putThere({ path, text }) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()}`;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(fresh, text, { mode: 0o600, flag: 'wx' });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, path).catch(async () => {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(path, { recursive: true, force: true });
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rename)(fresh, path);
    });
}


/***/ }),

/***/ 1764:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fl: () => (/* binding */ baseName),
/* harmony export */   GC: () => (/* binding */ formatConf),
/* harmony export */   No: () => (/* binding */ mergeConf),
/* harmony export */   Rt: () => (/* binding */ SECRET_SETTINGS),
/* harmony export */   sA: () => (/* binding */ parseConf)
/* harmony export */ });
/** Settings that carry or name credentials; they never go into a file that others read. */
const SECRET_SETTINGS = ['access-tokens', 'netrc-file'];
/** Reads nix.conf text: `name = value` lines, `include` and `!include`, `#` comments. */
function parseConf(text) {
    const settings = [];
    const bad = [];
    text.split('\n').forEach((full, index) => {
        const line = full.replace(/#.*/, '').trim();
        if (line === '')
            return;
        const match = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? /^(!?include)\s+(\S.*)$/.exec(line);
        if (match)
            settings.push({ name: match[1] ?? '', value: match[2] ?? '' });
        else
            bad.push({ line: index + 1, text: full.trim() });
    });
    return { settings, bad };
}
/** The text of a nix.conf. */
function formatConf(settings) {
    const line = ({ name, value }) => /^!?include$/.test(name) ? `${name} ${value}` : `${name} = ${value}`.trimEnd();
    return settings.map(setting => `${line(setting)}\n`).join('');
}
/**
 * Our settings under the user's: a setting that the user gives replaces ours; our `extra-…` settings come last,
 * because a later `name = value` would drop what an earlier `extra-name` added.
 */
function mergeConf(ours, users) {
    const given = new Set(users.map(({ name }) => name));
    const plain = ours.filter(({ name }) => !name.startsWith('extra-') && !given.has(name));
    const extra = ours.filter(({ name }) => name.startsWith('extra-'));
    return [...plain, ...users, ...extra];
}
/** The name of a setting without `extra-`. */
function baseName(name) {
    return name.replace(/^extra-/, '');
}


/***/ }),

/***/ 3314:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $k: () => (/* binding */ toNixBase32),
/* harmony export */   Et: () => (/* binding */ fromNixBase32),
/* harmony export */   tz: () => (/* binding */ parseSha256)
/* harmony export */ });
/** Nix's own base 32: no e, o, t and u; the digits of a hash run from its end to its start. */
const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';
/** Bytes in Nix's base 32; 52 characters for a SHA-256. */
function toNixBase32(bytes) {
    const length = Math.ceil((bytes.length * 8) / 5);
    let text = '';
    for (let digit = length - 1; digit >= 0; digit--) {
        const byte = Math.floor((digit * 5) / 8);
        const pair = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8);
        text += DIGITS[(pair >> ((digit * 5) % 8)) & 31];
    }
    return text;
}
/** The bytes of a text in Nix's base 32; undefined where it is none. */
function fromNixBase32(text) {
    const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8));
    for (const [place, character] of [...text].entries()) {
        const value = DIGITS.indexOf(character);
        if (value < 0)
            return undefined;
        const bit = (text.length - 1 - place) * 5;
        const byte = Math.floor(bit / 8);
        const shifted = value << (bit % 8);
        // Bits beyond the last byte must be zero: else two texts would mean the same hash.
        if (byte + 1 >= bytes.length && shifted >> (8 * (bytes.length - byte)) !== 0)
            return undefined;
        bytes[byte] = (bytes[byte] ?? 0) | (shifted & 255);
        if (byte + 1 < bytes.length)
            bytes[byte + 1] = (bytes[byte + 1] ?? 0) | (shifted >> 8);
    }
    return bytes;
}
/**
 * The 32 bytes of a SHA-256 in any form that Nix writes: `sha256-BASE64`, and BASE32, BASE16 or BASE64 with `sha256:`
 * before it or alone. Undefined where it is none of these.
 */
function parseSha256(text) {
    const digits = text.replace(/^sha256[:-]/, '');
    if (/^[0-9a-f]{64}$/i.test(digits))
        return Buffer.from(digits, 'hex');
    if (/^[A-Za-z0-9+/]{43}=$/.test(digits))
        return Buffer.from(digits, 'base64');
    return digits.length === 52 ? fromNixBase32(digits) : undefined;
}


/***/ }),

/***/ 861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B7: () => (/* binding */ buildUserCount),
/* harmony export */   X2: () => (/* binding */ BUILD_GROUP),
/* harmony export */   _7: () => (/* binding */ NIX_FOLDERS)
/* harmony export */ });
const BUILD_GROUP = 'nixbld';
/** Folders below /nix that Nix does not make by itself where it is not started as root. */
const NIX_FOLDERS = [
    '/nix/store',
    '/nix/var',
    '/nix/var/log',
    '/nix/var/log/nix',
    '/nix/var/log/nix/drvs',
    '/nix/var/nix',
    '/nix/var/nix/daemon-socket',
    '/nix/var/nix/profiles',
];
/** Build users for a machine: as many as builds run at once, and two for what Nix does beside them. */
function buildUserCount(cores) {
    return cores + 2;
}


/***/ }),

/***/ 4039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CV: () => (/* binding */ daemonVariables),
/* harmony export */   Jt: () => (/* binding */ lacksNetrc),
/* harmony export */   Sx: () => (/* binding */ foundSettings),
/* harmony export */   Vo: () => (/* binding */ systemSettings),
/* harmony export */   WW: () => (/* binding */ withFlakesOfStep),
/* harmony export */   We: () => (/* binding */ buildsInMemory),
/* harmony export */   aZ: () => (/* binding */ fallbackSettings),
/* harmony export */   ks: () => (/* binding */ makeBuilds),
/* harmony export */   tH: () => (/* binding */ FLAKES),
/* harmony export */   zw: () => (/* binding */ withFlakes)
/* harmony export */ });
/* unused harmony export installedSettings */
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4276);
/* harmony import */ var _retry_settings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6690);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5252);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(861);





const EXPERIMENTAL = 'experimental-features';
/** For every mode in a file of the user too: `experimental-features` in one of theirs would undo the system's. */
const FLAKES = { name: 'extra-experimental-features', value: 'nix-command flakes' };
/**
 * A NIX_CONFIG under which steps have flakes, merged as nix.conf lines are: it has the last word over every file, and a
 * plain `experimental-features` in it would undo ours. Otherwise, and where it says nothing of features, as it is.
 */
function withFlakes(text) {
    const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConf */ .sA)(text);
    // What an included file says is not known; it may undo ours too.
    const undoes = ({ name }) => name === EXPERIMENTAL || name.endsWith('include');
    if (!settings.some(undoes))
        return text;
    const features = settings
        .slice(settings.findLastIndex(undoes))
        .flatMap(({ name, value }) => ((0,_conf_js__WEBPACK_IMPORTED_MODULE_0__/* .baseName */ .Fl)(name) === EXPERIMENTAL ? value.split(/\s+/) : []));
    const isThere = FLAKES.value.split(' ').every(feature => features.includes(feature));
    return isThere ? text : `${text.trimEnd()}\n${(0,_conf_js__WEBPACK_IMPORTED_MODULE_0__/* .formatConf */ .GC)([FLAKES])}`.trimEnd();
}
/** The same of a step's own variables; who names no feature at all wants none. */
function withFlakesOfStep(env) {
    const { NIX_CONFIG: text } = env;
    if (text === undefined)
        return { ...env };
    const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConf */ .sA)(text);
    const isOff = settings.some(({ name, value }) => name === EXPERIMENTAL && value === '');
    return isOff ? { ...env } : { ...env, NIX_CONFIG: withFlakes(text) };
}
/**
 * Without it a path that a cache promises and does not deliver fails the job, wherever the cache is named. A daemon takes
 * it from every user.
 */
const FALLBACK = { name: 'fallback', value: 'true' };
/** Pure: none where the user's own lines say it. */
function fallbackSettings(users) {
    return users.some(({ name }) => /^(build-)?fallback$/.test(name)) ? [] : [FALLBACK];
}
/**
 * What a Nix that was there gets beside the user's lines: no more than the steps need, because its daemon takes few
 * settings from a user whom it does not trust and warns of each other one.
 */
function foundSettings(mode, facts) {
    // As root without build users Nix would refuse every build.
    const rootAlone = mode === 'single-user' && facts?.root === 'self' && !facts.buildUsers;
    return [...(rootAlone ? [{ name: 'build-users-group', value: '' }] : []), FLAKES];
}
/** The first version with always-allow-substitutes. */
const ALWAYS_ALLOW = '2.20';
/** The first version with ssl-cert-file (NixOS/nix#8062). */
const SSL_CERT_FILE = '2.15';
/** Where Nix builds by itself since 2.30 (Lix beside it since 2.94); before it is TMPDIR, which is /tmp. */
const BUILDS = '/nix/var/nix/builds';
const BUILDS_THERE = ['2.30', '2.94'];
/** The first versions that surely have build-dir. */
const BUILD_DIR = ['2.24', '2.91'];
/** Whether a Nix would build in memory, unless it is told of a better place. */
function buildsInMemory(mode, version, { memoryTmp }) {
    const isInMemory = mode === 'daemon' ? memoryTmp.root : memoryTmp.user;
    return isInMemory && !(0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .knows */ .ZT)(byNumber(version), ...BUILDS_THERE);
}
/** A release that is not there yet cannot be asked. */
function byNumber(version) {
    return { version, flavor: (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .guessFlavor */ .O$)(version) };
}
/** Makes that place, as Nix would. */
function makeBuilds(as) {
    return {
        argv: ['install', '-d', '-m', '0755', BUILDS],
        as,
        description: 'make the folder of builds',
    };
}
/** Variables of a daemon that does not know a setting yet, or whose settings are not ours. */
function daemonVariables(version, facts) {
    const { caBundle } = facts;
    return {
        ...(caBundle && !(0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isAtLeast */ .du)(version, SSL_CERT_FILE) ? { NIX_SSL_CERT_FILE: caBundle } : {}),
        ...(buildsInMemory('daemon', version, facts) ? { TMPDIR: BUILDS } : {}),
    };
}
/** The settings of a Nix that we install, and the daemon's password file of a private cache. */
function systemSettings({ netrc: hasNetrc }, mode, version, facts, flavor) {
    const netrc = mode === 'daemon' && hasNetrc;
    return [
        ...installedSettings(mode, version, facts, flavor),
        ...(netrc ? [{ name: 'netrc-file', value: _paths_js__WEBPACK_IMPORTED_MODULE_2__/* .DAEMON_NETRC */ .M2 }] : []),
    ];
}
/** Whether settings name the daemon's netrc, and a Nix will miss it. */
function lacksNetrc(settings, flavor) {
    return flavor === 'lix' && settings.some(({ value }) => value === _paths_js__WEBPACK_IMPORTED_MODULE_2__/* .DAEMON_NETRC */ .M2);
}
/** The settings of a Nix that we install. */
function installedSettings(mode, version, facts, flavor = (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .guessFlavor */ .O$)(version)) {
    const linux = facts.system.endsWith('-linux');
    const sandbox = mode === 'daemon' || facts.root === 'self' ? facts.sandbox.root : facts.sandbox.user;
    return [
        { name: 'build-users-group', value: mode === 'daemon' ? _plan_js__WEBPACK_IMPORTED_MODULE_3__/* .BUILD_GROUP */ .X2 : '' },
        // A sandbox that is lost without a word would be a false sense of safety.
        ...(linux ? [{ name: 'sandbox-fallback', value: 'false' }] : []),
        ...(linux && !sandbox ? [{ name: 'sandbox', value: 'false' }] : []),
        // NIX_SSL_CERT_FILE does not reach a daemon.
        ...(mode === 'daemon' && facts.caBundle && (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isAtLeast */ .du)(version, SSL_CERT_FILE)
            ? [{ name: 'ssl-cert-file', value: facts.caBundle }]
            : []),
        ...(buildsInMemory(mode, version, facts) && (0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .knows */ .ZT)(byNumber(version), ...BUILD_DIR)
            ? [{ name: 'build-dir', value: BUILDS }]
            : []),
        { name: 'max-jobs', value: 'auto' },
        { name: 'connect-timeout', value: '15' },
        { name: 'stalled-download-timeout', value: '15' },
        ...(0,_retry_settings_js__WEBPACK_IMPORTED_MODULE_4__/* .retrySettings */ .wP)({ version, flavor }),
        // Nix warns at every call of a setting that it does not know yet.
        ...((0,_version_js__WEBPACK_IMPORTED_MODULE_1__/* .isAtLeast */ .du)(version, ALWAYS_ALLOW)
            ? [{ name: 'always-allow-substitutes', value: 'true' }]
            : []),
        FLAKES,
        ...(mode === 'daemon'
            ? [{ name: 'extra-trusted-users', value: `root ${facts.user.name}` }]
            : []),
    ];
}


/***/ }),

/***/ 9132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ judgeIsolation),
/* harmony export */   s: () => (/* binding */ readSettings)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1327);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5252);



/**
 * What Nix itself says of its settings, all files and variables of this job taken in.
 * @returns nothing where Nix does not say
 */
async function readSettings(nix, env) {
    const words = (0,_version_js__WEBPACK_IMPORTED_MODULE_2__/* .isAtLeast */ .du)(nix.version, '2.20') ? ['config', 'show'] : ['show-config'];
    const { stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_1__/* .runShort */ .c)([(0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(nix.bin, 'nix'), ...words, '--json'], { env, cwd: '/' });
    try {
        return JSON.parse(stdout);
    }
    catch {
        return {};
    }
}
/**
 * Pure. `relaxed` lets a derivation choose to have no sandbox.
 */
function judgeIsolation(nix, settings) {
    const sandbox = settings.sandbox?.value;
    const group = settings['build-users-group']?.value;
    if (sandbox === true || sandbox === 'true')
        return { isolated: true, reason: 'builds are sandboxed' };
    if (nix.mode === 'daemon' && typeof group === 'string' && group !== '') {
        return { isolated: true, reason: `builds run as users of the group ${group}` };
    }
    return {
        isolated: false,
        reason: `Builds are not isolated from this job (sandbox = ${String(sandbox)}, ${nix.mode}): use nix-mode: daemon, or a machine on which Nix can make its sandbox`,
    };
}


/***/ }),

/***/ 6188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vz: () => (/* binding */ Netrc),
/* harmony export */   i5: () => (/* binding */ emptyDaemonNetrc),
/* harmony export */   j_: () => (/* binding */ removeDaemonNetrc),
/* harmony export */   lj: () => (/* binding */ holdsDaemonNetrc)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1814);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1469);
/* harmony import */ var _conf_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1764);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4276);






/**
 * The one file that a Cachix token is ever in, because Nix reads nothing else: for a private cache, and gone before the
 * first command of the project. Evaluation can read what the user can read, so a daemon's file belongs to root.
 */
class Netrc {
    #nix;
    #executor;
    #ctx;
    #written = 'none';
    /** Whether there was one, and is not any more. */
    wasRemoved = false;
    constructor(nix, executor, ctx) {
        this.#nix = nix;
        this.#executor = executor;
        this.#ctx = ctx;
    }
    get #path() {
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(this.#ctx.folder, 'netrc');
    }
    /** @returns the settings that it needs; never throws */
    async write(text) {
        try {
            if (this.#nix.mode === 'single-user') {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(this.#path, text, { mode: 0o600 });
                this.#written = 'own';
                return [{ name: 'netrc-file', value: this.#path }];
            }
            if (await this.#isOurDaemon()) {
                const script = `umask 077; cat >${_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2}`;
                await this.#executor.one({
                    ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)('let the daemon read the private cache', '/bin/sh', '-c', script),
                    input: text,
                });
                this.#written = 'root';
                return [];
            }
            this.#ctx.logger.warning('The private cache is not read: the daemon of the Nix that is on this machine takes its netrc-file from its administrator only. Everything else goes on.', 'Private cache');
        }
        catch (error) {
            this.#ctx.logger.warning(`The private cache is not read: ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .formatError */ .W)(error)}`, 'Private cache');
        }
        return [];
    }
    /** One that this use has installed, or an earlier one of the action: its settings name the file, and root was there. */
    async #isOurDaemon() {
        if (this.#nix.install === 'installed')
            return true;
        const { settings } = (0,_conf_js__WEBPACK_IMPORTED_MODULE_5__/* .parseConf */ .sA)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)('/etc/nix/nix.conf', 'utf8').catch(() => ''));
        if (!settings.some(it => it.name === 'netrc-file' && it.value === _paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2))
            return false;
        const { env, cancel, logger } = this.#ctx;
        const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
        this.#executor = new _host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .Executor */ .Q(asRoot, env, cancel, logger);
        return true;
    }
    async remove() {
        this.wasRemoved = this.#written !== 'none';
        const isLix = this.#nix.flavor === 'lix';
        if (this.#written === 'own' && isLix)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(this.#path, '');
        else if (this.#written === 'own')
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(this.#path, { force: true });
        if (this.#written === 'root')
            await (isLix ? emptyDaemonNetrc(this.#executor) : removeDaemonNetrc(this.#executor));
        this.#written = 'none';
    }
}
/** Lix (2.96) downloads nothing while its settings name a file that is not there. */
async function emptyDaemonNetrc(executor) {
    const script = `umask 077; : >${_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2}`;
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)("empty the daemon's netrc", '/bin/sh', '-c', script));
}
/** Whether there is one with something in it. */
async function holdsDaemonNetrc() {
    const { size } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(_paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2).catch(() => ({ size: 0 }));
    return size > 0;
}
async function removeDaemonNetrc(executor) {
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_2__/* .root */ .z)("remove the daemon's netrc", 'rm', '-f', _paths_js__WEBPACK_IMPORTED_MODULE_4__/* .DAEMON_NETRC */ .M2));
}


/***/ }),

/***/ 7751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ systemOf)
/* harmony export */ });
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1469);

const ARCHITECTURES = { x64: 'x86_64', arm64: 'aarch64' };
/**
 * Nix's name of this machine's system.
 * @param platform `process.platform`
 * @param arch `process.arch`
 * @throws Failure on any other kind of machine
 */
function systemOf(platform, arch) {
    const processor = ARCHITECTURES[arch];
    if (processor && (platform === 'linux' || platform === 'darwin')) {
        return `${processor}-${platform}`;
    }
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l(`Nix cannot be installed on ${platform} with a ${arch} processor.`, 'Run the job on Linux or macOS with an x86_64 or aarch64 processor (runs-on: ubuntu-latest, ubuntu-24.04-arm, macos-latest).');
}


/***/ }),

/***/ 4276:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BD: () => (/* binding */ SYSTEM_CONF),
/* harmony export */   KG: () => (/* binding */ DEFAULT_PROFILE),
/* harmony export */   M2: () => (/* binding */ DAEMON_NETRC),
/* harmony export */   Xs: () => (/* binding */ DAEMON_SOCKET)
/* harmony export */ });
const DEFAULT_PROFILE = '/nix/var/nix/profiles/default';
const DAEMON_SOCKET = '/nix/var/nix/daemon-socket/socket';
const SYSTEM_CONF = '/etc/nix/nix.conf';
/** Root's file for a daemon that we set up; its settings name it from the start. */
const DAEMON_NETRC = '/etc/nix/nix-ci-netrc';


/***/ }),

/***/ 3654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s5: () => (/* binding */ isVersionRequest),
  Ev: () => (/* binding */ locateRelease),
  x: () => (/* binding */ resolveVersion)
});

// UNUSED EXPORTS: DEFAULT_VERSION, OFFICIAL_BASE, OFFICIAL_RELEASES

// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/nix/releases.json
const releases_namespaceObject = /*#__PURE__*/JSON.parse('{"E3":"https://releases.nixos.org/nix","e4":{"2.35.2":{"x86_64-linux":"0c3960a9792331a22081c3c7a5d8465db9b17c50b3acdf18587fa4c6f2cb1158","aarch64-linux":"4d0302a2910f5eec1c33b8deef634f04899a75737e7001ec49908d003ae5efda","armv7l-linux":"e4a68bd13f20b10f67b551178116655520323f5a29a7e82a2db24a6b2a166e89","x86_64-darwin":"d725518d89f3b0b8d4af702a9d38d519814014cbe125afb3ed0545c9d755f6a5","aarch64-darwin":"1695c13aba5afa7c2ecd6dc4a9393f602e7bbc440ed45e81602c831546580ec3"},"2.35.1":{"x86_64-linux":"c3fe29778acaa93b5095ee66e36f11ec7c6a284c40970a24cc83ac4f04809db3","aarch64-linux":"79b739996f1751573b4d2b56e4ae607855184c711f2cc1274fa0952a13d4bfc9","armv7l-linux":"1f61ef952f285aecb977b47eafea8e83bfea2ed51a884fffdef5eb95ddb45cf3","x86_64-darwin":"1a932047a6e563acbd86024599bb377cbceca4dc6934a49f62a41ea1d9bdcb1b","aarch64-darwin":"414e073c4754e0c9eed1dd25e482af45213a34aa67c930201e35df7c8333c19a"},"2.34.8":{"x86_64-linux":"2c2e146b80834fe0ca201b51deeb939405b4f18e8d2071bf80b10f8123c50464"},"2.34.7":{"x86_64-linux":"eafe5042404e818505e28c5ca3d0885f3ec45c31f955489a25bb38258f87560e","aarch64-linux":"f1cee64ae7a02330c6421924c28f597c41813f2214ff108622087d8056378b08","armv7l-linux":"758e8fb802fb83b571c1cbac906d77dff67e6724cf09110f87d1f84dde432685","x86_64-darwin":"8bf3dadfd65be182ad3141b1224bbc82e0f2a61d4f36781938b5e6ede029c2a3","aarch64-darwin":"71e18301c4ea78c667f2753159156b5bdb899993720e8aa7bcca97e8312d3d6b"},"2.31.2":{"x86_64-linux":"d1f67c86eed016214864ba08bfb9529c307aea7e8fafb74853f96fcc3bfd8a60","aarch64-linux":"64db528412096d718b4bf8f78f85e5ac2b714b774e5005500dee37d23f560456","armv7l-linux":"4e2c1e8a3172ae71f041b9b647aa8153fb24518272d1a9bc3d9b384ab7ad54a1","x86_64-darwin":"ed8df6a1046dea90ba4068a827bdeaf372d522867c4d2b48cdb37145c200eeba","aarch64-darwin":"3baa0af88a1ef4e2cc82cb64cd384b1805ecc3771b574e97277ae213d52711d8"},"2.28.3":{"x86_64-linux":"85d1847d06d5d56167796d3f61cd992908de84584db3e700da031a782b59ea22","aarch64-linux":"3dffb118772382e35526806fb97acc05df7ad6dc29dbe52b921b77e52e39f571","armv7l-linux":"1c451dfdf58300165b16b12baa8c300c0b52e1c624c533c2f5b137efd1667585","x86_64-darwin":"942d55db022961eec7b35b3bdd6bce748d32cc0cc17bafb143e305434ae30643","aarch64-darwin":"6befec86f4e8effa5b0112ad0491dc8e2b1c26e5a95c1cc40c1ea60194d53c88"},"2.26.3":{"x86_64-linux":"d378a057253fb98f05c3e7c431c1852cca6afae3376f5853a9fcb7ae423a05ad","aarch64-linux":"8e52a0ff91b14a3fd7e5bdf5abe263c732b8655ecc67d7730844bb90e2203416","armv7l-linux":"e013b39432a833f3f5bf76fa415b6ad80e6cab23c3acea21c8047e851012c2f3","x86_64-darwin":"26152090e4cdd813162d2bfea7a4fa2d5d1c000c4556887727e5a093fc6cc6dd","aarch64-darwin":"cf19c4cf1af36f3df471cb2571f03b830186b9772bdbf1948bc34336ef3e4dfb"},"2.24.9":{"x86_64-linux":"3c0779e4878d1289cf3fbb158ec5ea9bdf61dfb9b4efac6b3b0b6bec5ba4cf13","aarch64-linux":"c57c2830bb407e02dacdf2b63c49cde273f905075b579f6d9a6114c669301f33","armv7l-linux":"c7df074b66026195c1c8b47024add16dba2cc5ba26d3e03ec17ccd040a0094b2","x86_64-darwin":"b0cfcc873a16aa88e0e7dc1496d49c37c3d35fb325624c487c082b89a7f1ba3f","aarch64-darwin":"15b85046fb7de93078878bbcdd75f68514dd985a68bf96d0ee63b0fd58851b61"},"2.8.0":{"x86_64-linux":"0b32afd8c9147532bf8ce8908395b1b4d6dde9bedb0fcf5ace8b9fe0bd4c075c","aarch64-linux":"d29ea31c581e1ba7a651e6b22999cef8923e852e1d6fe7008d9545f4275f5343","armv7l-linux":"25857729f23dc25fe92dabd376917d83fe0f23038f82c1f2ab230171eb70f648","x86_64-darwin":"ebf383f1b499d3e4897cd61d068dc46e118e5f53667f5f28748b0b3682d7649a","aarch64-darwin":"f320f381299e0fc2f907ae81ac123d0689245cb39f0672f8a65dffea12fa0240"}}}');
// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/release.js



const OFFICIAL_BASE = releases_namespaceObject.E3;
const OFFICIAL_RELEASES = releases_namespaceObject.e4;
/** What is installed if nothing else is asked for and there is no Nix. */
const DEFAULT_VERSION = '2.35.2';
/** A line or `latest` means a release that all of these have, so that one matrix tests one Nix. */
const MATRIX = ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin'];
/** Whether the text can name a version at all: `latest`, `2.34`, `2.34.7`. */
function isVersionRequest(text) {
    return text === 'latest' || /^\d+\.\d+(\.\d+)?(pre\w*)?$/.test(text);
}
/**
 * The full version that a request means. A system that newer releases have no tarball for gets the newest one that has.
 * @param request the input `nix-version`; undefined: the default
 * @throws Failure for a line that the table does not have, or not for this system
 */
function resolveVersion(request, system, table = OFFICIAL_RELEASES, standard = DEFAULT_VERSION) {
    if (request === undefined) {
        return table[standard]?.[system]
            ? { version: standard }
            : resolveVersion('latest', system, table);
    }
    const isLine = /^\d+\.\d+$/.test(request);
    if (request !== 'latest' && !isLine)
        return { version: request };
    const known = Object.keys(table)
        .filter(version => !isLine || (0,nix_version/* isOfLine */.ut)(version, request))
        .sort(nix_version/* compareVersions */.Zy);
    const newest = known.findLast(version => MATRIX.every(it => table[version]?.[it]));
    if (newest && table[newest]?.[system])
        return { version: newest };
    const own = known.findLast(version => table[version]?.[system]);
    if (newest && own) {
        const notice = `Nix ${newest} has no release for ${system}; using Nix ${own}, the newest known one that has.`;
        return { version: own, notice };
    }
    if (newest)
        throw withoutTarball(request, system, table);
    throw new errors/* ActionError */.l(`nix-version: no release of the line ${request} is known.`, `Known versions: ${Object.keys(table).join(', ')}. Any other release can be named in full, such as 2.33.1.`);
}
/** The first line without a release for Intel Macs. */
const NO_INTEL_MAC = '2.36';
function withoutTarball(request, system, table) {
    const newest = Object.keys(table)
        .filter(version => table[version]?.[system])
        .sort(nix_version/* compareVersions */.Zy)
        .at(-1);
    return new errors/* ActionError */.l(`nix-version: Nix ${request} has no release for ${system}.`, `The newest one that has is ${newest}: set nix-version to it for this system, or to latest.`);
}
/**
 * Where the tarball of a version is, and the hash that it must have.
 * @param base the input `nix-release-url`: a base as the official one, or a whole URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; goes before the table
 * @throws Failure if there is no such tarball, and never will be
 */
function locateRelease(version, system, base = OFFICIAL_BASE, sha256, table = OFFICIAL_RELEASES) {
    const isOfficial = base === OFFICIAL_BASE && sha256 === undefined;
    if (isOfficial && system === 'x86_64-darwin' && (0,nix_version/* isAtLeast */.du)(version, NO_INTEL_MAC))
        throw withoutTarball(version, system, table);
    const url = base.includes('{')
        ? base.replaceAll('{version}', version).replaceAll('{system}', system)
        : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`;
    return { version, url, sha256: sha256 ?? table[version]?.[system] };
}


/***/ }),

/***/ 6690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z9: () => (/* binding */ canSetRetries),
/* harmony export */   mb: () => (/* binding */ askedOnce),
/* harmony export */   wP: () => (/* binding */ retrySettings)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5252);

/** The first version whose retries can be set, for all hosts and for one cache. Determinate Nix tells the number of Nix. */
const SETTABLE = '2.35';
/** Whether a Nix has these settings. */
function canSetRetries(nix) {
    return (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .knows */ .ZT)(nix, SETTABLE);
}
/**
 * Pure: caps what Nix waits after an HTTP 429 or 503 without `Retry-After`: by itself up to 75 s, which is 5, 10, 20 and
 * 40 s; with this up to 36 s. As many attempts as ever, because an input's host may have a passing fault.
 */
function retrySettings(nix) {
    if (!canSetRetries(nix))
        return [];
    return [
        { name: 'filetransfer-retry-delay-rate-limited', value: '3000' },
        { name: 'filetransfer-retry-max-delay', value: '15000' },
    ];
}
/**
 * Pure: the address by which a Nix asks a cache once for each file. Nix waits as long as an HTTP 429 or 503 tells it to,
 * and has other ways to get what the cache has. After a failure it leaves the cache alone for a minute.
 */
function askedOnce(url, nix) {
    const isHttp = /^(?:https?|s3):\/\//.test(url);
    if (!isHttp || !canSetRetries(nix) || /[?&]retry-attempts=/.test(url))
        return url;
    return `${url}${url.includes('?') ? '&' : '?'}retry-attempts=1`;
}


/***/ }),

/***/ 8486:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   au: () => (/* binding */ whyNotKeyOf),
/* harmony export */   ee: () => (/* binding */ parsePublicKey),
/* harmony export */   hR: () => (/* binding */ SigningKey),
/* harmony export */   qI: () => (/* binding */ signedBy)
/* harmony export */ });
/* unused harmony export fingerprint */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1469);
/* harmony import */ var _hash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3314);



/** What DER puts before the 32 bytes of an Ed25519 key. (RFC 8410) */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
/**
 * The text that Nix signs for a path.
 * @throws Failure where the hash is no SHA-256
 */
function fingerprint({ path, narHash, narSize, references }) {
    const hash = (0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSha256 */ .tz)(narHash);
    if (!hash)
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`${path}: “${narHash}” is no SHA-256`, 'Look at the store of Nix.');
    const all = [...new Set(references)].sort().join(',');
    return `1;${path};sha256:${(0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .toNixBase32 */ .$k)(hash)};${narSize};${all}`;
}
/** Signs paths with the key of a cache; the key cannot be read back. */
class SigningKey {
    #key;
    /** As Nix's form of it has one. */
    name;
    /**
     * @param text base 64 of seed and public key (64 bytes), as CACHIX_SIGNING_KEY has it; Nix's `name:` may stand before
     * @throws Failure where it is not, saying nothing of its content
     */
    constructor(text) {
        const [, name, digits = ''] = /^(?:([^:\s]+):)?(.*)$/s.exec(text.trim()) ?? [];
        const bytes = Buffer.from(digits, 'base64');
        if (bytes.length !== 64)
            throw badKey(`it has ${bytes.length} bytes instead of 64`);
        const pkcs8 = Buffer.concat([PRIVATE, bytes.subarray(0, 32)]);
        this.name = name;
        this.#key = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)({ key: pkcs8, format: 'der', type: 'pkcs8' });
        const half = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
        if (!half.equals(bytes.subarray(32)))
            throw badKey('its two halves do not belong together');
    }
    /** Base 64 of the public key, without a name. */
    get publicKey() {
        const spki = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' });
        return spki.subarray(-32).toString('base64');
    }
    /** Base 64 of the signature of a path, without a name. @throws Failure as {@link fingerprint} */
    sign(info) {
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.sign)(null, Buffer.from(fingerprint(info)), this.#key).toString('base64');
    }
}
/** Keys of a cache that a message names. */
const MOST_NAMED = 5;
/**
 * Why readers of a cache could not use what a key signs. Pure.
 * @param publicKeys of the cache
 * @returns undefined where it is one of its keys
 */
function whyNotKeyOf({ name, publicKey }, publicKeys) {
    if (publicKeys.some(key => key.slice(key.indexOf(':') + 1) === publicKey))
        return undefined;
    const own = name === undefined ? publicKey : `${name}:${publicKey}`;
    const theirs = publicKeys.slice(0, MOST_NAMED).join(', ') || 'none';
    return `its public key is ${own}, but the cache has ${theirs}.`;
}
function badKey(why) {
    return new _lib_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l(`cachix-signing-key is not a signing key: ${why}`, 'Give what `cachix generate-keypair` printed: base 64 of 64 bytes, whole and on one line.');
}
/** A public key as Nix writes it, or undefined where `text` is no `name:BASE64` of 32 bytes. */
function parsePublicKey(text) {
    const [, name, digits] = /^([^\s:]+):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? [];
    if (!name || !digits)
        return undefined;
    const spki = Buffer.concat([PUBLIC, Buffer.from(digits, 'base64')]);
    return { name, key: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({ key: spki, format: 'der', type: 'spki' }) };
}
/**
 * The name of a key that has signed a path; undefined where none has.
 * @param signatures `name:BASE64` each, as the store has them
 * @param publicKeys `name:BASE64` each, as nix.conf has them; what is no key is passed over
 */
function signedBy(info, signatures, publicKeys) {
    if (!(0,_hash_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSha256 */ .tz)(info.narHash))
        return undefined;
    const text = Buffer.from(fingerprint(info));
    for (const publicKey of publicKeys) {
        const known = parsePublicKey(publicKey);
        if (!known)
            continue;
        for (const signature of signatures) {
            const [name, digits = ''] = signature.split(':');
            const bytes = Buffer.from(digits, 'base64');
            if (name === known.name && bytes.length === 64 && (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.verify)(null, text, known.key, bytes))
                return name;
        }
    }
    return undefined;
}


/***/ }),

/***/ 7726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  il: () => (/* binding */ Store),
  O0: () => (/* binding */ dumpPath),
  W_: () => (/* binding */ registeredAt)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
;// CONCATENATED MODULE: ./build/nix/path-info.js
/**
 * Reads `nix path-info --json` of any version: a list until 2.18, a map from 2.19; and of any format that there is from
 * 2.33 on: 2 has base names below `info`, 3 (2.35) signatures in parts. Paths that are not valid (null) are left out.
 * @throws Error where the text is none of these
 */
function parsePathInfo(text) {
    const json = JSON.parse(text);
    if (Array.isArray(json))
        return json.flatMap(entry => fromEntry(entry, undefined));
    const map = isRecord(json) && isRecord(json.info) ? json.info : json;
    if (!isRecord(map))
        throw new Error('nix path-info printed neither a list nor a map');
    return Object.entries(map).flatMap(([path, entry]) => fromEntry(entry, path));
}
function fromEntry(entry, key) {
    if (!isRecord(entry) || entry.valid === false || typeof entry.narHash !== 'string')
        return [];
    const path = wholePath(key ?? entry.path);
    if (!path || typeof entry.narSize !== 'number')
        return [];
    return [
        {
            path,
            narHash: entry.narHash,
            narSize: entry.narSize,
            references: texts(entry.references).flatMap(reference => wholePath(reference) ?? []),
            deriver: wholePath(entry.deriver),
            signatures: list(entry.signatures).flatMap(signature),
            ultimate: entry.ultimate === true,
            contentAddressed: Boolean(entry.ca),
            registered: typeof entry.registrationTime === 'number' ? entry.registrationTime : 0,
        },
    ];
}
function wholePath(path) {
    if (typeof path !== 'string' || path === '')
        return undefined;
    return path.startsWith('/') ? path : `/nix/store/${path}`;
}
function signature(value) {
    if (typeof value === 'string')
        return [value];
    if (!isRecord(value) || typeof value.keyName !== 'string' || typeof value.sig !== 'string')
        return [];
    return [`${value.keyName}:${value.sig}`];
}
function texts(value) {
    return list(value).filter(item => typeof item === 'string');
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./build/nix/version.js
var version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/store.js







/** Arguments of one call: far below what a kernel takes. */
const BATCH = 500;
/** From here on `--json` alone is deprecated, and will be an error. */
const JSON_FORMAT = '2.33';
/** Questions to the store of this machine. */
class Store {
    #nix;
    #env;
    /** @param env with the settings of Nix, without credentials */
    constructor(nix, env) {
        this.#nix = nix;
        this.#env = env;
    }
    /** The outputs of derivations, valid or not. */
    async outputs(derivations) {
        return this.#lines('nix-store', ['--query', '--outputs'], derivations);
    }
    /** Everything that a valid path needs, itself too; of a derivation the derivations of its inputs. */
    async requisites(path) {
        return this.#lines('nix-store', ['--query', '--requisites'], [path]);
    }
    /** Those of the paths that are valid. */
    async valid(paths) {
        const invalid = new Set(await this.#lines('nix-store', ['--check-validity', '--print-invalid'], paths));
        return paths.filter(path => !invalid.has(path));
    }
    /** What the database says of valid paths and of everything that they refer to. */
    async closures(paths) {
        return this.#infos(['--recursive'], paths);
    }
    /** What the database says of those of the paths that are valid. */
    async infos(paths) {
        return paths.length === 0 ? [] : this.#infos([], paths);
    }
    /** What the database says of every valid path. */
    async everything() {
        return this.#infos(['--all'], []);
    }
    async #infos(flags, paths) {
        const found = new Map();
        const format = (0,version/* knows */.ZT)(this.#nix, JSON_FORMAT) ? ['--json-format', '1'] : [];
        for (const text of await this.#calls('nix', ['path-info', '--json', ...format, ...flags], paths)) {
            for (const info of parsePathInfo(text))
                found.set(info.path, info);
        }
        return [...found.values()];
    }
    async #lines(program, flags, paths) {
        if (paths.length === 0)
            return [];
        const texts = await this.#calls(program, flags, paths);
        return [...new Set(texts.flatMap(text => text.split('\n')).filter(line => line !== ''))];
    }
    async #calls(program, flags, paths) {
        const texts = [];
        for (let first = 0; first === 0 || first < paths.length; first += BATCH) {
            const argv = [(0,external_node_path_.join)(this.#nix.bin, program), ...flags, ...paths.slice(first, first + BATCH)];
            const { code, stdout, stderr } = await (0,spawn/* capture */.Fg)(argv, { env: this.#env, cwd: '/' });
            if (code !== 0)
                throw new Error(`${program} ${flags.join(' ')} ended with ${code}: ${stderr.trim().slice(-500)}`);
            texts.push(stdout);
        }
        return texts;
    }
}
/**
 * When the store registered the outputs of derivations, in milliseconds of this process's clock. The store knows whole
 * seconds, of which this is the middle; what it does not know is left out.
 * @throws never: then nothing is known
 */
async function registeredAt(derivations, nix, env) {
    const store = new Store(nix, env);
    const began = Date.now() - performance.now();
    try {
        const infos = await store.infos(await store.outputs(derivations));
        const times = infos.flatMap(({ deriver, registered }) => deriver ? [[deriver, registered * 1000 + 500 - began]] : []);
        return new Map(times);
    }
    catch {
        return new Map();
    }
}
/**
 * The NAR of a store path, as `nix-store --dump` prints it; it fails with a Failure where that does, and ends the
 * process where it is destroyed.
 * @param bin the folder of Nix's programs
 */
function dumpPath(bin, path, env) {
    const nar = new external_node_stream_.PassThrough({ highWaterMark: 256 << 10 });
    const child = (0,external_node_child_process_.spawn)((0,external_node_path_.join)(bin, 'nix-store'), ['--dump', path], {
        cwd: '/',
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
        if (said.length < 4096)
            said += chunk;
    });
    const fail = (why) => nar.destroy(new errors/* ActionError */.l(`it cannot be read: ${why}`, 'Look at the store of Nix.'));
    child.on('error', error => fail(error.message));
    // The stream ends only when it is known to be whole.
    child.on('close', (code, signal) => {
        if (code === 0)
            nar.end();
        else
            fail(`nix-store --dump ended with ${code ?? signal}: ${said.trim()}`);
    });
    child.stdout.pipe(nar, { end: false });
    nar.on('close', () => child.kill());
    return nar;
}


/***/ }),

/***/ 5252:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O$: () => (/* binding */ guessFlavor),
/* harmony export */   ZT: () => (/* binding */ knows),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   du: () => (/* binding */ isAtLeast),
/* harmony export */   ut: () => (/* binding */ isOfLine)
/* harmony export */ });
/** The first Lix. Its numbers are its own. */
const FIRST_LIX = '2.90';
/** What a release is by its number alone. */
function guessFlavor(version) {
    return isAtLeast(version, FIRST_LIX) ? 'lix' : 'nix';
}
/**
 * Whether a release has what came with a version of Nix.
 * @param lix the version of Lix that it came with; without, Lix lacks it
 */
function knows({ version, flavor }, since, lix) {
    if (flavor === 'lix')
        return lix !== undefined && isAtLeast(version, lix);
    return isAtLeast(version, since);
}
/** Compares version numbers part by part: negative, zero or positive, as `Array.sort` wants it. */
function compareVersions(left, right) {
    const [a, b] = [numbers(left), numbers(right)];
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
        const difference = (a[i] ?? 0) - (b[i] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}
/** Whether `version` is at least `least`. */
function isAtLeast(version, least) {
    return compareVersions(version, least) >= 0;
}
/** Whether a full version such as `2.34.7` is of the line `2.34`, or is that very version. */
function isOfLine(version, line) {
    return version === line || version.startsWith(`${line}.`);
}
function numbers(version) {
    return (version.match(/^\d+(\.\d+)*/)?.[0] ?? '').split('.').map(Number);
}


/***/ }),

/***/ 405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xn: () => (/* binding */ findBaseline),
  rI: () => (/* binding */ keepBaseline),
  DE: () => (/* binding */ useBaseline)
});

// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 3 modules
var client = __webpack_require__(5378);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/model/report.js
var report = __webpack_require__(3938);
;// CONCATENATED MODULE: ./build/report/baseline.js



/** Samples of one thing that are kept, the newest last. */
const KEPT = 10;
/** Samples below which nothing is judged. */
const ENOUGH = 3;
/** Things that samples are kept of. */
const THINGS = 3000;
/** Characters of the file. */
const LONGEST = 1 << 20;
/** Seconds, and store paths, of a sample that can be true. */
const MOST = 1e7;
/**
 * What of a run can be compared: steps that succeeded at the first attempt, and checks that were built. A step that had
 * nothing to build, because all was cached, is not among them.
 */
function measure(steps) {
    const seen = new Map();
    const one = (kind, path, seconds, built) => {
        const text = JSON.stringify([kind, ...path]);
        const nth = (seen.get(text) ?? 0) + 1;
        seen.set(text, nth);
        const id = (0,external_node_crypto_.createHash)('sha256').update(`${text}${nth}`).digest('hex').slice(0, 32);
        return { kind, name: path.at(-1) ?? '', id, seconds, built };
    };
    return steps.flatMap(step => {
        const checks = (step.checks ?? [])
            .filter(({ status }) => status === 'built')
            .map(check => one('check', [step.name, check.name], (0,report/* checkSeconds */.Yx)(check), 1));
        const built = step.counts?.built ?? checks.length;
        const own = one(step.kind, [step.name], step.seconds, built);
        return isComparable(step) ? [own, ...checks] : checks;
    });
}
const BUILDS = ['flake-check', 'build', 'nix-build'];
function isComparable({ kind, status, attempts, counts, checks }) {
    if (status !== 'success' || attempts !== 1)
        return false;
    const isKnown = counts?.built !== undefined || checks !== undefined;
    const built = counts?.built ?? checks?.filter(isBuilt).length;
    return !(BUILDS.includes(kind) && isKnown && built === 0);
}
const isBuilt = ({ status }) => status === 'built';
/**
 * Judges what has enough samples. A run that built much is not compared with those that built less, most of it being
 * cached there.
 */
function compare(history, measured) {
    return measured.flatMap(({ kind, name, id, seconds, built }) => {
        const comparable = (history.get(id) ?? []).filter(sample => sample[1] >= built);
        if (comparable.length < ENOUGH)
            return [];
        const times = comparable.map(sample => sample[0]);
        const median = medianOf(times);
        const spread = 3 * medianOf(times.map(time => Math.abs(time - median)));
        const slower = seconds > Math.max(1.25 * median, median + 10, median + spread);
        const faster = seconds < Math.min(median / 1.25, median - 10, median - spread);
        const verdict = slower ? 'slower' : faster ? 'faster' : 'usual';
        return [{ kind, name, seconds, median, samples: times.length, verdict, slower }];
    });
}
/** The history with a run of the default branch. Things that were not measured for long go first when there are too many. */
function extend(history, measured) {
    const next = new Map(history);
    for (const { id, seconds, built } of measured) {
        const samples = [...(next.get(id) ?? []), [(0,format/* round */.LI)(seconds), built]].filter(isSample);
        next.delete(id);
        if (samples.length > 0)
            next.set(id, samples.slice(-KEPT));
    }
    return new Map([...next].slice(-THINGS));
}
/** The history as the text of a file. No names are in it. */
function historyText(history) {
    return JSON.stringify({ schema: 1, samples: Object.fromEntries(history) });
}
/**
 * Reads such a text, which anybody may have written: nothing of it but numbers within their bounds comes in.
 * @returns undefined where it is no history
 */
function readHistory(text) {
    if (text.length > LONGEST)
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    if (typeof value !== 'object' || value === null)
        return undefined;
    const { schema, samples } = value;
    if (schema !== 1 || typeof samples !== 'object' || samples === null)
        return undefined;
    const things = Object.entries(samples);
    const isValid = things.every(([id, list]) => /^[0-9a-f]{32}$/.test(id) && Array.isArray(list) && list.every(isSample));
    if (!isValid || things.length > THINGS)
        return undefined;
    return new Map(things.map(([id, list]) => [id, list.slice(-KEPT)]));
}
function isSample(value) {
    if (!Array.isArray(value) || value.length !== 2)
        return false;
    return value.every(it => typeof it === 'number' && it >= 0 && it <= MOST);
}
function medianOf(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/phases/baseline-cache.js






/** The name of the file in its entry and between main and post. */
const NAME = 'nix-ci-baseline.json';
/** Bytes of the file. */
const LIMIT = 1 << 20;
/**
 * The keys: what one job of a workflow took on one kind of runner.
 * @param system such as `x86_64-linux`
 * @param variant whatever else tells jobs of a matrix apart, such as the inputs
 * @param cores default: those that this process may use
 */
function baselineKeys(env, system, variant = '', cores = (0,external_node_os_.availableParallelism)()) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const job = [workflow, env.GITHUB_JOB ?? '', variant];
    const hash = (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 24);
    const prefix = `nix-ci-baseline-1-${runnerKind(env, system, cores)}-${hash}-`;
    const run = [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT].map(it => it?.replace(/\D/g, '') || '0');
    return { key: `${prefix}${run.join('-')}`, prefix };
}
/** Machines whose timings may be compared: `x86_64-linux-4-github-hosted-ubuntu24`. */
function runnerKind(env, system, cores) {
    return [system, cores, env.RUNNER_ENVIRONMENT || 'other', env.ImageOS || 'any']
        .map(it => String(it).replace(/[^\w.]+/g, '-'))
        .map(it => it.slice(0, 40))
        .join('-');
}
/** Whether the timings of this run become samples: on the default branch, and nowhere else. */
function isBaselineRun({ name, ref, repository }) {
    const branch = repository?.defaultBranch;
    const isEvent = name === 'push' || name === 'schedule' || name === 'workflow_dispatch';
    return isEvent && branch !== undefined && ref === `refs/heads/${branch}`;
}
/**
 * Gets the samples from GitHub's cache. Never throws.
 * @param folder of this run, for its owner only
 */
async function restoreBaseline(cache, { key, prefix }, folder) {
    const none = (told, trouble = false) => ({ history: new Map(), told, trouble });
    const fresh = (0,external_node_path_.join)(folder, 'baseline');
    const file = (0,external_node_path_.join)(fresh, NAME);
    try {
        await (0,promises_.mkdir)(fresh, { mode: 0o700 });
        const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: LIMIT });
        if (found.kind === 'miss')
            return none('There are no timings of the default branch yet.');
        if (found.kind !== 'hit') {
            const outage = (0,client/* isOutage */.uD)(found) ? { outage: found.told } : {};
            return { ...none(told(found.told), (0,client/* isCacheTrouble */.Ep)(found)), ...outage };
        }
        const history = readHistory(await (0,promises_.readFile)(file, 'utf8'));
        if (!history)
            return none(`The timings in ${found.key} are not in our format.`, true);
        const message = `Timings of the default branch: ${history.size} things (${found.key}).`;
        return { history, told: message, trouble: false };
    }
    catch (error) {
        return none(told(String(error)), true);
    }
    finally {
        await (0,promises_.rm)(fresh, { recursive: true, force: true }).catch(() => { });
    }
}
const told = (why) => `Nothing is compared with the default branch: ${why}`;
/** Leaves the samples for post, in main's private folder. */
async function deferBaseline(history, folder) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, NAME), historyText(history), { mode: 0o600 });
}
/**
 * Saves what main left, in post. What steps may have done to the file between is not trusted. Never throws.
 * @returns undefined where main left nothing
 */
async function saveBaseline(cache, { key }, folder) {
    const left = (0,external_node_path_.join)(folder, NAME);
    try {
        const text = await readLeft(left);
        if (text === undefined)
            return undefined;
        const history = readHistory(text);
        if (!history)
            return { told: `${left} is not in our format; nothing is saved.`, trouble: true };
        const file = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'baseline-')), NAME);
        await (0,promises_.writeFile)(file, historyText(history), { flag: 'wx' });
        const saved = await cache.save({ file, key, limit: LIMIT });
        return { told: `Timings: ${saved.told}`, trouble: (0,client/* isCacheTrouble */.Ep)(saved) };
    }
    catch (error) {
        return { told: `Timings are not saved: ${error}`, trouble: true };
    }
}
/** What is no plain file of a possible size reads as if it were not in our format. */
async function readLeft(path) {
    const stat = await (0,promises_.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size <= LIMIT ? (0,promises_.readFile)(path, 'utf8') : '';
}

;// CONCATENATED MODULE: ./build/phases/baseline.js






/** Jobs of a matrix that test different versions of Nix are not compared with each other. */
function keysOf(env) {
    return baselineKeys(env, (0,nix/* systemOf */.b)(process.platform, process.arch), env['INPUT_NIX-VERSION']);
}
/** Gets what the default branch took, before the steps and beside the install. Never throws. */
async function findBaseline(env, outage, ctx) {
    const cache = (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const found = await restoreBaseline(cache, keysOf(env), ctx.folder);
    const { told: alone, outage: why = alone } = found;
    const what = 'nothing is compared with the default branch';
    const loss = { why, what, alone, title: 'Baseline' };
    if (found.trouble)
        outage.warn(loss, found.outage !== undefined, ctx.logger);
    else
        ctx.logger.info(alone);
    return found;
}
/** Compares the steps and checks with it, warns of what is slower, and leaves new samples of the default branch to post. */
async function useBaseline(run, { history }, event, ctx) {
    const measured = measure(run.records.steps);
    const verdicts = compare(history, measured);
    run.baseline = new Map(verdicts.map(({ name, median, verdict }) => [name, { median, verdict }]));
    for (const { name, seconds, median, samples } of verdicts.filter(({ slower }) => slower)) {
        ctx.logger.warning(`${(0,lib_text/* escapeInvisible */.ts)(name)} took ${(0,format/* durationText */.S5)(seconds)}; on the default branch it takes ${(0,format/* durationText */.S5)(median)} (median of ${samples}). Look at what this change adds to it; where everything is slower, at the machine.`, 'Slower than the default branch');
    }
    // Post would find the service as it is, and warn of the same once more; without the samples before, this one is no use.
    if (isBaselineRun(event) && !run.outage.took)
        await deferBaseline(extend(history, measured), ctx.folder);
}
/** Saves what main left, in post; nothing on other branches. Never throws. */
async function keepBaseline(env, event, ctx) {
    if (!isBaselineRun(event))
        return;
    const cache = (0,client/* openActionsCache */.C3)({ env, folder: ctx.folder, cancel: ctx.cancel });
    const saved = await saveBaseline(cache, keysOf(env), ctx.folder);
    if (saved?.trouble)
        ctx.logger.warning(saved.told, 'Baseline');
    else if (saved)
        ctx.logger.info(saved.told);
}


/***/ }),

/***/ 3941:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ME: () => (/* binding */ removeProgress),
/* harmony export */   WD: () => (/* binding */ saveInitialCheckpoint),
/* harmony export */   gQ: () => (/* binding */ readProgress),
/* harmony export */   ke: () => (/* binding */ Progress),
/* harmony export */   s4: () => (/* binding */ saveCheckpoint)
/* harmony export */ });
/* unused harmony export KILLED */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _lib_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(177);




/** Why the steps after the one that ran are not. */
const KILLED = 'the action was killed';
const NAME = 'progress.json';
/** How far the steps have come: what is told of a run whose process does not live to tell it. */
class Progress {
    #changed;
    #clock;
    #steps = [];
    #at = -1;
    #start = 0;
    /**
     * @param changed told of what would have to be reported if the process ended now
     * @param clock seconds since main began
     */
    constructor(changed, clock) {
        this.#changed = changed;
        this.#clock = clock;
        changed([]);
    }
    /** These are the steps. */
    plan(steps) {
        this.#steps = steps;
        this.#changed(this.unfinished(KILLED));
    }
    /** @param step may be another object: in a plan it is */
    began({ name: began }) {
        this.#at = this.#steps.findIndex(({ name }) => name === began);
        this.#start = this.#clock();
        this.#changed(this.unfinished(KILLED));
    }
    /** The steps have ended. */
    ended() {
        this.#steps = [];
        this.#at = -1;
        this.#changed([]);
    }
    /**
     * The step that runs, as cancelled, and those after it.
     * @param reason why these are not run
     */
    unfinished(reason) {
        const { name, kind } = this.#steps[this.#at] ?? {};
        const start = this.#clock();
        const own = { start: this.#start, seconds: (0,_lib_format_js__WEBPACK_IMPORTED_MODULE_3__/* .round */ .LI)(start - this.#start), attempts: 1 };
        const running = name !== undefined && kind !== undefined
            ? [{ name, kind, status: 'cancelled', ...own, exitCode: null }]
            : [];
        const none = { start, seconds: 0, attempts: 0, exitCode: null };
        const later = this.#steps
            .slice(this.#at + 1)
            .map(({ name, kind }) => ({ name, kind, status: 'not-run', ...none, reason }));
        return [...running, ...later];
    }
}
/** Leaves for post that a run has begun. */
function saveInitialCheckpoint(folders, startedAt) {
    saveCheckpoint(folders, {
        startedAt,
        result: 'failure',
        nix: null,
        trust: null,
        phases: [],
        steps: [],
        derivations: [],
        fetches: [],
        store: { built: 0, fetched: 0, fetchedBytes: 0, pushed: 0, pushedBytes: 0 },
        caches: [],
        leftovers: [],
    });
}
/** Leaves for post what a run has come to. */
function saveCheckpoint(folders, data) {
    // A command may have cleared RUNNER_TEMP.
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)(folders.private, { recursive: true, mode: 0o700 });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), JSON.stringify({ ...data, baseline: undefined }));
}
/** The run has been reported. */
function removeProgress(folders) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), { force: true });
}
/** What a main that did not live to report left; undefined where it reported, or what is there is not its own. */
async function readProgress(folders) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folders.private, NAME), 'utf8').catch(() => undefined);
    if (text === undefined)
        return undefined;
    try {
        const data = JSON.parse(text);
        return { ...data, startedAt: new Date(data.startedAt) };
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5546:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ inputText),
/* harmony export */   r: () => (/* binding */ stateText)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6805);
/* harmony import */ var _with_environment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(91);


/** The text of an input as the user wrote it; empty if there is none. */
function inputText(env, name) {
    return (0,_with_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .withEnvironment */ .E)(env, () => _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .getInput */ .V4(name, { trimWhitespace: false }));
}
/** What main left for post under a name; empty if there is nothing. */
function stateText(env, name) {
    return (0,_with_environment_js__WEBPACK_IMPORTED_MODULE_0__/* .withEnvironment */ .E)(env, () => _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .getState */ .Gu(name));
}


/***/ }),

/***/ 3866:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A9: () => (/* binding */ PRIVATE_DIR),
/* harmony export */   Le: () => (/* binding */ checkedFolders),
/* harmony export */   Ws: () => (/* binding */ removePrivate),
/* harmony export */   jk: () => (/* binding */ RUN_DIR_PREFIX),
/* harmony export */   nd: () => (/* binding */ saveStarted),
/* harmony export */   wZ: () => (/* binding */ makeFolders),
/* harmony export */   y7: () => (/* binding */ readStarted)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1469);





/** How the folder of a use begins, and the one in it that post removes. */
const RUN_DIR_PREFIX = 'nix-ci-';
const PRIVATE_DIR = 'private';
/**
 * Makes the folders, for their owner only.
 * @throws Failure without RUNNER_TEMP
 */
async function makeFolders(temp) {
    if (!temp || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(temp)) {
        throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l(`RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`, 'The action has to be run by a GitHub Actions runner, which sets it.');
    }
    const shared = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(temp, RUN_DIR_PREFIX));
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(shared, PRIVATE_DIR);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(own, { mode: 0o700 });
    return { shared, private: own };
}
/**
 * The folders that the state names, if they are ones that main made: steps between main and post may have tampered
 * with what the state says, and post removes the folder.
 */
function checkedFolders(shared, temp) {
    if (!temp || (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(shared) !== temp || !shared.startsWith((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(temp, RUN_DIR_PREFIX)))
        return undefined;
    const own = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(shared, PRIVATE_DIR);
    const isOurs = [shared, own].every(folder => {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(folder, { throwIfNoEntry: false });
        return stat?.isDirectory() && stat.uid === (0,node_os__WEBPACK_IMPORTED_MODULE_2__.userInfo)().uid;
    });
    return isOurs ? { shared, private: own } : undefined;
}
async function saveStarted(folders, { daemon, service, mainEnded }) {
    const text = JSON.stringify({ daemon, service, mainEnded });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folders.private, 'started.json'), text);
}
/** What main started; nothing where it did not get so far, or where the file is not one of ours. */
async function readStarted(folders) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folders.private, 'started.json'), 'utf8').catch(() => '{}');
    try {
        const { daemon, service, mainEnded } = JSON.parse(text);
        const isDaemon = typeof daemon?.pid === 'number' && typeof daemon.birth === 'string';
        return {
            ...(isDaemon ? { daemon } : {}),
            service: service === true,
            ...(typeof mainEnded === 'number' ? { mainEnded } : {}),
        };
    }
    catch {
        return {};
    }
}
async function removePrivate(folders) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folders.private, { recursive: true, force: true });
}


/***/ }),

/***/ 3583:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p5: () => (/* binding */ endLeft),
  Q_: () => (/* binding */ findLeftovers),
  _f: () => (/* binding */ leftoverWarning),
  Kz: () => (/* binding */ leftoversOf),
  li: () => (/* binding */ picture)
});

// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/host/process/short.js
var process_short = __webpack_require__(1327);
;// CONCATENATED MODULE: ./build/host/process/ports.js


/** The state LISTEN in /proc/net/tcp. (include/net/tcp_states.h) */
const LISTEN = '0A';
/**
 * The TCP ports on which processes listen: from /proc, or from lsof where there is none (macOS). Nothing for processes
 * of other users.
 * @returns by pid, those that listen only
 */
async function listeningPorts(pids) {
    if (pids.length === 0)
        return new Map();
    const tables = await Promise.all(['tcp', 'tcp6'].map(name => (0,promises_.readFile)(`/proc/net/${name}`, 'utf8').catch(() => undefined)));
    if (tables.every(table => table === undefined))
        return fromLsof(pids);
    const ports = new Map(tables.flatMap(table => parseListening(table ?? '')));
    const found = await Promise.all(pids.map(async (pid) => {
        const own = (await socketsOf(pid)).flatMap(inode => ports.get(inode) ?? []);
        return [pid, sorted(own)];
    }));
    return new Map(found.filter(([, own]) => own.length > 0));
}
/** Reads /proc/net/tcp or tcp6. @returns inodes of sockets that listen, with their ports */
function parseListening(table) {
    return table
        .split('\n')
        .slice(1)
        .flatMap((line) => {
        // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode (proc_pid_net(5))
        const fields = line.trim().split(/\s+/);
        const [local = '', state, inode] = [fields[1], fields[3], fields[9]];
        const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16);
        return state === LISTEN && inode ? [[inode, port]] : [];
    });
}
async function socketsOf(pid) {
    const folder = `/proc/${pid}/fd`;
    const names = await (0,promises_.readdir)(folder).catch(() => []);
    const links = await Promise.all(names.map(name => (0,promises_.readlink)(`${folder}/${name}`).catch(() => '')));
    return links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
async function fromLsof(pids) {
    const argv = ['lsof', '-nP', '-a', '-iTCP', '-sTCP:LISTEN', '-p', pids.join(','), '-Fpn'];
    const env = { PATH: '/usr/sbin:/usr/bin:/bin' };
    const { stdout } = await (0,process_short/* runShort */.c)(argv, { env }).catch(() => ({ stdout: '' }));
    return parseLsof(stdout);
}
/** Reads what `lsof -Fpn` prints: `p` and a pid, then an `n` and an address for each of its sockets. */
function parseLsof(text) {
    const ports = new Map();
    let pid = 0;
    for (const line of text.split('\n')) {
        if (line.startsWith('p'))
            pid = Number(line.slice(1));
        const port = /^n.*:(\d+)$/.exec(line)?.[1];
        if (port)
            ports.set(pid, sorted([...(ports.get(pid) ?? []), Number(port)]));
    }
    return ports;
}
function sorted(ports) {
    return [...new Set(ports)].sort((a, b) => a - b);
}

// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/host/process/table.js
var table = __webpack_require__(2853);
;// CONCATENATED MODULE: ./build/steps/leftover-processes.js




/** Milliseconds that what was asked to end, or is about to, may still take without being called left. */
const GRACE = 300;
/** Processes that a warning names. */
const NAMED = 8;
/**
 * What runs, as a tree with the ports on which it listens.
 * @param leader the process that was started, and leads a session
 * @param mark what its environment and that of its children has; without one only the session is looked at
 */
async function picture(leader, mark) {
    const all = await (0,descendants/* processesOf */.L6)(leader, mark);
    // Of a command the leader is the shell around it, which is no news.
    const processes = mark === undefined ? all : all.filter(({ pid }) => pid !== leader);
    return (0,table/* formatProcessTree */.vU)(processes, await listeningPorts(processes.map(({ pid }) => pid)));
}
/** What a command leaves running, to be found when it has ended and before that is ended. */
async function findLeftovers(step, leader, mark) {
    let left = await (0,descendants/* processesOf */.L6)(leader, mark);
    for (let waited = 0; waited < GRACE && left.length > 0; waited += 50) {
        await (0,spawn/* sleep */.yy)(50);
        left = await (0,descendants/* processesOf */.L6)(leader, mark);
    }
    const apart = left.filter(({ session, group }) => session !== leader && group !== leader);
    return { records: await leftoversOf(step, left), apart: apart.map(({ pid }) => pid) };
}
/** Processes as the report has them. */
async function leftoversOf(step, processes) {
    const ports = await listeningPorts(processes.map(({ pid }) => pid));
    return processes.map(({ pid, command }) => ({
        step,
        pid,
        command: (0,table/* shortCommand */.sw)(command, 200),
        ports: ports.get(pid) ?? [],
    }));
}
/** The warning about what a step left running; processes of another user stay. Pure. */
function leftoverWarning(step, { records, apart }, staying) {
    const names = records.slice(0, NAMED).map(({ pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on port ${ports.join(', ')}`;
        return `${(0,table/* shortCommand */.sw)(command, 80)} (pid ${pid}${listens})`;
    });
    if (records.length > NAMED)
        names.push(`${records.length - NAMED} more`);
    const left = records.length === 0 ? [] : [`${step} left running: ${names.join('; ')}.`];
    const them = staying.map(({ pid, command }) => `${(0,table/* shortCommand */.sw)(command, 80)} (pid ${pid})`);
    if (them.length > 0) {
        const list = them.slice(0, NAMED).join('; ');
        const advice = 'Let the test end what it starts with sudo.';
        return [
            ...left,
            `What ${step} started as another user could not be ended: ${list}. ${advice}`,
        ].join(' ');
    }
    return [
        ...left,
        records.length === 1 ? 'It was ended.' : 'They were ended.',
        ...adviceOn(records, apart),
    ].join(' ');
}
const TRAP = `Let the test end what it starts: trap 'kill $(jobs -p); wait' EXIT.`;
const STOP = 'What has a session of its own (setsid, a daemon) need not be among the jobs of the shell: let it stay in the foreground and start it with &, or end it by its stop command or pid file.';
/** A shell lists among its jobs only what it started itself and what stayed with it. */
function adviceOn(records, apart) {
    const gone = records.filter(({ pid }) => apart.includes(pid)).length;
    return [...(gone < records.length ? [TRAP] : []), ...(gone > 0 ? [STOP] : [])];
}
/** Ends what is left of a command wherever it is, before credentials are shown again. @returns what stays */
function endLeft(leader, mark) {
    return (0,descendants/* endProcesses */.Hk)(() => (0,descendants/* processesOf */.L6)(leader, mark));
}


/***/ }),

/***/ 3846:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E5: () => (/* binding */ PUSH_POLICIES),
/* harmony export */   J4: () => (/* binding */ decideTrust),
/* harmony export */   xD: () => (/* binding */ dependsOnHead)
/* harmony export */ });
/* harmony import */ var _lib_text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4869);
/* harmony import */ var _event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(813);


const PUSH_POLICIES = ['auto', 'default-branch', 'never'];
/** Started by people who can write to the repository, on its own code. */
const TRUSTED_EVENTS = [
    'push',
    'schedule',
    'workflow_dispatch',
    'merge_group',
    'release',
    'repository_dispatch',
];
/** They have the secrets of the repository, whoever's pull request or run they are about. */
const PRIVILEGED_EVENTS = ['pull_request_target', 'workflow_run'];
const LISTED_EVENTS = [...TRUSTED_EVENTS, ...PRIVILEGED_EVENTS, 'pull_request'];
/** The events of a run that a workflow_run may follow; of others it does not say who began it. */
const FOLLOWED_EVENTS = [...TRUSTED_EVENTS, 'pull_request', 'pull_request_target'];
const DEFAULT_BRANCH_EVENTS = ['push', 'schedule', 'workflow_dispatch'];
/** The first one that refuses says why. */
const RULES = [
    strangersHead,
    strangersCommit,
    unlistedEvent,
    unknownRepository,
    forksPullRequest,
    dependabot,
    neverPush,
    otherUpstream,
    otherBranch,
    noCredential,
    foreignCommit,
];
/** Decides whether a run may push to Cachix, from the event, what is checked out and the inputs. */
function decideTrust(input) {
    const mayUseCredentials = mayHandOut(input);
    for (const rule of RULES) {
        const refusal = rule(input);
        if (refusal)
            return { trusted: false, mayUseCredentials, ...refusal };
    }
    const { event, cachixName } = input;
    const reason = `This is ${nameOf(event)} in ${ours(event)} with its own commit checked out, so it may push to ${cachixName}.`;
    return { trusted: true, reason, level: 'info', mayUseCredentials };
}
/** Whether what is checked out has a say: without a credential only where the repository's secrets are at stake. Pure. */
function dependsOnHead({ event, hasCredential, }) {
    return (hasCredential || PRIVILEGED_EVENTS.includes(event.name) || !LISTED_EVENTS.includes(event.name));
}
/** Also events that we do not know run with secrets: a stranger's code gets none there either. */
function mayHandOut({ event, head }) {
    if (PRIVILEGED_EVENTS.includes(event.name)) {
        return originOf(event) === 'same' && head.length > 0 && head.every(it => isOurs(it, event));
    }
    return LISTED_EVENTS.includes(event.name) || !head.some(it => isStrangers(it, event));
}
function strangersHead({ event, head, hasCredential }) {
    if (!PRIVILEGED_EVENTS.includes(event.name) || originOf(event) === 'same')
        return undefined;
    const isDanger = hasCredential || head.some(it => isStrangers(it, event));
    return {
        reason: `${event.name} runs with this repository's secrets, and ${WHOSE[event.name]} ${FROM[originOf(event)]}: nothing is pushed, and no credential is handed out.`,
        level: isDanger ? 'warning' : 'notice',
        hint: 'Code of strangers belongs into a workflow on pull_request, which has no secrets.',
    };
}
const WHOSE = {
    pull_request_target: 'the pull request',
    workflow_run: 'the run that this one follows',
};
const FROM = {
    same: 'comes from this repository',
    fork: 'comes from a fork',
    deleted: 'comes from a repository that was deleted',
    unknown: 'may come from a fork',
};
function strangersCommit({ event, head }) {
    const privileged = PRIVILEGED_EVENTS.includes(event.name);
    const foreign = head.find(it => (privileged ? !isOurs(it, event) : isStrangers(it, event)));
    if (LISTED_EVENTS.includes(event.name) && !privileged)
        return undefined;
    if (!foreign && !(privileged && head.length === 0))
        return undefined;
    return {
        reason: `${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.name)} runs with this repository's secrets, and ${whatIsOut(foreign)}: nothing is pushed, and no credential is handed out.`,
        level: 'warning',
        hint: 'Check out a commit of this repository, or use pull_request, which has no secrets.',
    };
}
function unlistedEvent({ event }) {
    const inner = event.workflowRun?.event;
    if (inner !== undefined && !FOLLOWED_EVENTS.includes(inner)) {
        const reason = `The run that this one follows began with ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(inner)}, which strangers may start too, so nothing is pushed.`;
        return { reason, level: 'notice' };
    }
    if (LISTED_EVENTS.includes(event.name))
        return undefined;
    const reason = `${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.name) || 'An event without a name'} may be started by strangers too, so nothing is pushed.`;
    return { reason, level: 'notice' };
}
function unknownRepository({ event, hasCredential }) {
    if (event.repository)
        return undefined;
    return {
        reason: 'The event does not say which repository this is, so nothing is pushed.',
        level: hasCredential ? 'warning' : 'notice',
        hint: "GITHUB_EVENT_PATH is to be the event's file as GitHub wrote it.",
    };
}
function forksPullRequest({ event }) {
    if (!event.pull || event.pull.origin === 'same')
        return undefined;
    const reason = `The pull request ${FROM[event.pull.origin]}, so caches are read and nothing is pushed.`;
    return { reason, level: 'notice' };
}
function dependabot({ event }) {
    if (event.pull && event.pull.author === undefined) {
        const reason = 'The event does not say who made the pull request, so nothing is pushed.';
        return { reason, level: 'notice' };
    }
    if (!(0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .isDependabot */ .DS)(event))
        return undefined;
    return { reason: 'Dependabot made this change, so nothing is pushed.', level: 'notice' };
}
function neverPush({ push }) {
    return push === 'never'
        ? { reason: 'The input push is never, so nothing is pushed.', level: 'info' }
        : undefined;
}
function otherUpstream({ event, upstream, hasCredential }) {
    if (upstream === '' || (0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .isSame */ .Ft)(asIdentity(upstream), event.repository))
        return undefined;
    const reason = `Only ${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(upstream)} pushes (input upstream), and this is ${ours(event)}, so nothing is pushed.`;
    if (event.repository?.fork)
        return { reason, level: 'notice' };
    return {
        reason,
        level: hasCredential ? 'warning' : 'notice',
        hint: `This repository is no fork. Was it renamed? Then set upstream to ${ours(event)}, or to its id ${event.repository?.id ?? ''}, which no renaming changes.`,
    };
}
function otherBranch({ event, push }) {
    if (push !== 'default-branch')
        return undefined;
    const branch = event.repository?.defaultBranch;
    const isOnIt = branch !== undefined && event.ref === `refs/heads/${branch}`;
    if (isOnIt && DEFAULT_BRANCH_EVENTS.includes(event.name))
        return undefined;
    const isOfRef = DEFAULT_BRANCH_EVENTS.includes(event.name) && event.ref !== undefined;
    const where = isOfRef ? ` (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(event.ref)})` : '';
    const reason = `The input push is default-branch (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(branch ?? 'which is not known')}), and this is ${nameOf(event)}${where}, so nothing is pushed.`;
    return { reason, level: 'info' };
}
function noCredential({ event, hasCredential, cachixName }) {
    if (hasCredential && cachixName !== '')
        return undefined;
    const isFork = event.repository?.fork ?? false;
    if (hasCredential) {
        return {
            reason: 'There is a credential for Cachix but no cachix-name, so nothing is pushed.',
            level: isFork ? 'notice' : 'warning',
            hint: 'Set cachix-name to the cache that the credential is for.',
        };
    }
    if (cachixName === '') {
        const reason = 'No cachix-name is set, so there is no cache to push to.';
        return { reason, level: 'notice' };
    }
    return {
        reason: `Neither cachix-auth-token nor cachix-signing-key is set, so nothing is pushed to ${cachixName}.`,
        level: isFork || !TRUSTED_EVENTS.includes(event.name) ? 'notice' : 'warning',
        ...(isFork
            ? {}
            : { hint: 'Is there a secret of the name that the workflow uses, and may it read it?' }),
    };
}
/** Known to be foreign is somebody's intention; not known is a defect that would stop the pushing silently. */
function foreignCommit({ event, head }) {
    const foreign = head.find(it => !isOurs(it, event));
    if (!foreign && head.length > 0)
        return undefined;
    const reason = `Nothing is pushed, because ${whatIsOut(foreign)}.`;
    if (foreign && isStrangers(foreign, event))
        return { reason, level: 'notice' };
    return {
        reason,
        level: 'warning',
        hint: "Pushing needs this repository's own commit, as actions/checkout leaves it.",
    };
}
function originOf({ pull, workflowRun }) {
    return pull?.origin ?? workflowRun?.origin ?? 'unknown';
}
function isOurs({ commit, isTip }, event) {
    return commit !== undefined && (isTip === true || (0,_event_js__WEBPACK_IMPORTED_MODULE_1__/* .ownCommits */ .Jx)(event).includes(commit));
}
/** Known to be no commit of ours, which is more than not known to be one. */
function isStrangers(checkout, event) {
    return checkout.isTip === false && !isOurs(checkout, event);
}
function whatIsOut(checkout) {
    if (!checkout)
        return 'nothing says what is checked out';
    const { folder, commit, trouble } = checkout;
    const where = (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(folder);
    if (commit === undefined) {
        return `what is checked out in ${where} is not known (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(trouble ?? 'no answer')})`;
    }
    const because = trouble ? ` (${(0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(trouble, 300)})` : '';
    return `commit ${commit.slice(0, 12)}, checked out in ${where}, is not known as this repository's: it is neither the event's nor the tip of a branch${because}`;
}
function asIdentity(upstream) {
    return /^\d+$/.test(upstream)
        ? { id: Number(upstream), fullName: undefined }
        : { id: undefined, fullName: upstream };
}
function ours({ repository }) {
    return (0,_lib_text_js__WEBPACK_IMPORTED_MODULE_0__/* .toOneLine */ .GX)(repository?.fullName ?? `repository ${repository?.id ?? ''}`);
}
/** An event as it stands in a sentence. */
function nameOf({ name }) {
    return name === 'pull_request' || name === 'pull_request_target'
        ? `a pull request (${name})`
        : `a run on ${name}`;
}


/***/ }),

/***/ 813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ isDependabot),
/* harmony export */   Ft: () => (/* binding */ isSame),
/* harmony export */   Jx: () => (/* binding */ ownCommits),
/* harmony export */   fg: () => (/* binding */ eventOfRun),
/* harmony export */   hW: () => (/* binding */ sha)
/* harmony export */ });
/* unused harmony exports readEvent, readPayload */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);

const DEPENDABOT = 'dependabot[bot]';
/**
 * Reads the facts of an event. Never throws: what is missing or odd is undefined or `unknown`.
 * @param name GITHUB_EVENT_NAME
 * @param payload the event as GitHub sent it
 * @param env for GITHUB_SHA, and GITHUB_REF where the event has no ref
 */
function readEvent(name, payload, env) {
    const event = record(payload);
    const repository = readRepository(event.repository);
    const isPull = name === 'pull_request' || name === 'pull_request_target';
    const hasRef = name === 'push' || name === 'workflow_dispatch';
    return {
        name,
        repository,
        ref: (hasRef ? text(event.ref) : undefined) ?? text(env.GITHUB_REF),
        sha: sha(env.GITHUB_SHA),
        sender: text(record(event.sender).login),
        pull: isPull ? readPull(record(event.pull_request), repository) : undefined,
        workflowRun: name === 'workflow_run' ? readRun(record(event.workflow_run), repository) : undefined,
    };
}
/** Whether two names are of one repository: by id, and by name only where one has no id. */
function isSame(one, other) {
    if (!one || !other)
        return false;
    if (one.id !== undefined && other.id !== undefined)
        return one.id === other.id;
    return one.fullName !== undefined && one.fullName.toLowerCase() === other.fullName?.toLowerCase();
}
/** Whether Dependabot made the pull request, the push, or the run that this one follows. */
function isDependabot({ name, sender, pull, workflowRun }) {
    if (pull)
        return isBot(pull.author);
    return (name === 'push' && isBot(sender)) || (workflowRun?.fromDependabot ?? false);
}
/** The commits that are this repository's own by the event alone. */
function ownCommits({ sha, pull, workflowRun }) {
    const commits = [sha];
    if (pull?.origin === 'same')
        commits.push(pull.headSha, pull.mergeSha);
    if (workflowRun?.origin === 'same' && workflowRun.event === 'pull_request') {
        commits.push(workflowRun.headSha);
    }
    return commits.filter(commit => commit !== undefined);
}
/** A commit's id, in lower case, or undefined where the value is none. */
function sha(value) {
    return typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(value)
        ? value.toLowerCase()
        : undefined;
}
function readRepository(value) {
    const named = identity(value);
    if (!named)
        return undefined;
    const repository = record(value);
    return {
        ...named,
        fork: repository.fork === true,
        private: repository.private !== false,
        defaultBranch: text(repository.default_branch),
    };
}
function readPull(pull, repository) {
    const head = record(pull.head);
    const base = identity(record(pull.base).repo);
    const isOurs = base === undefined || isSame(base, repository);
    return {
        origin: isOurs ? originOf(head.repo, repository) : 'unknown',
        author: text(record(pull.user).login),
        headSha: sha(head.sha),
        mergeSha: sha(pull.merge_commit_sha),
    };
}
function readRun(run, repository) {
    const event = text(run.event);
    return {
        origin: originOfRun(run, event, repository),
        event,
        headSha: sha(run.head_sha),
        // Such a run names no author; these two only ever take trust away.
        fromDependabot: isBot(text(record(run.actor).login)) ||
            (text(run.head_branch)?.startsWith('dependabot/') ?? false),
    };
}
/** Of runs on pull_request_target only the list of their pull requests is proof; GitHub leaves those of forks out of it. */
function originOfRun(run, event, repository) {
    const origin = originOf(run.head_repository, repository);
    const pulls = Array.isArray(run.pull_requests) ? run.pull_requests : [];
    const origins = pulls.map(pull => originOf(record(record(pull).head).repo, repository));
    const worst = [origin, ...origins].find(it => it !== 'same');
    if (worst)
        return worst;
    return event === undefined || (event === 'pull_request_target' && pulls.length === 0)
        ? 'unknown'
        : 'same';
}
function originOf(head, repository) {
    if (head === null)
        return 'deleted';
    const named = identity(head);
    if (!named || !repository)
        return 'unknown';
    return isSame(named, repository) ? 'same' : 'fork';
}
function isBot(login) {
    return login?.toLowerCase() === DEPENDABOT;
}
function record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function identity(value) {
    const { id, full_name } = record(value);
    const number = Number.isSafeInteger(id) && id > 0 ? id : undefined;
    const fullName = text(full_name);
    return number === undefined && fullName === undefined ? undefined : { id: number, fullName };
}
/** The event of this run; `unknown` facts where its file is missing or no JSON. Never throws. */
async function eventOfRun(env) {
    return readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env);
}
/** The payload of this run's event; undefined where its file is missing or no JSON. Never throws. */
async function readPayload(env) {
    // The toolkit would print that it is missing.
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(env.GITHUB_EVENT_PATH ?? ''))
        return undefined;
    try {
        // The toolkit reads the file as soon as it is loaded, and a broken one must not end the process.
        const { contextOf } = await __webpack_require__.e(/* import() */ 326).then(__webpack_require__.bind(__webpack_require__, 7326));
        return contextOf(env).payload;
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 5529:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  i: () => (/* binding */ determineTrust)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/git.js
var git = __webpack_require__(7559);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
// EXTERNAL MODULE: ./build/trust/event.js
var trust_event = __webpack_require__(813);
;// CONCATENATED MODULE: ./build/trust/checkout.js





const DEADLINE = 10;
/**
 * Finds out what is checked out. The folders count as hostile: nothing in them is run. Never throws but where the
 * scratch folder cannot be written.
 * @param folders the project's folder and those of the steps
 */
async function headFacts(folders, event, options) {
    const { env, workspace, scratch, cancel, deadline = DEADLINE } = options;
    const emptyFolder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(scratch, 'empty-'));
    const git = { env, workspace, emptyFolder, cancel, deadline };
    try {
        const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)));
        if (!checkouts.some(it => needsTips(it, event)))
            return checkouts;
        const tips = await branchTips(options, git);
        return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it));
    }
    finally {
        await (0,promises_.rm)(emptyFolder, { recursive: true, force: true });
    }
}
async function readCheckout(folder, options) {
    const unknown = { folder, commit: undefined, isTip: undefined };
    const answer = await (0,git/* revParseHead */.nI)(folder, options);
    if ('trouble' in answer)
        return { ...unknown, ...answer };
    if (answer.code !== 0)
        return { ...unknown, trouble: explain(answer.stderr, folder) };
    const [gitFolder = '', head] = answer.stdout.trimEnd().split('\n');
    // Sources cannot bring a folder of this name: git does not check one out.
    if (!gitFolder.split('/').includes('.git')) {
        return {
            ...unknown,
            trouble: `its repository is ${(0,lib_text/* toOneLine */.GX)(gitFolder)}, which is no .git folder`,
        };
    }
    const commit = (0,trust_event/* sha */.hW)(head);
    return commit ? { ...unknown, commit } : { ...unknown, trouble: 'its HEAD is no commit' };
}
function explain(stderr, folder) {
    if (stderr.includes('not a git repository'))
        return 'it is in no git repository';
    if (stderr.includes('dubious ownership')) {
        return `git refuses a repository that another user owns; git config --global --add safe.directory ${(0,lib_text/* toOneLine */.GX)(folder)} allows it`;
    }
    return `git says: ${(0,lib_text/* toOneLine */.GX)(stderr)}`;
}
/** A pull request from elsewhere is decided without. */
function needsTips({ commit }, event) {
    const isSettled = event.name === 'pull_request' && event.pull?.origin !== 'same';
    return commit !== undefined && !(0,trust_event/* ownCommits */.Jx)(event).includes(commit) && !isSettled;
}
async function branchTips({ env, token }, options) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env;
    const address = `${server.replace(/\/+$/, '')}/${repository}`;
    const isAddress = /^(https?|file):\/\//.test(address) && /^[\w.-]+\/[\w.-]+$/.test(repository);
    if (!isAddress || !URL.canParse(address)) {
        return { trouble: 'GITHUB_SERVER_URL and GITHUB_REPOSITORY do not name a repository' };
    }
    const answer = await (0,git/* listHeads */.Y3)(new URL(address), token, options);
    if ('trouble' in answer)
        return answer;
    if (answer.code !== 0)
        return { trouble: `git ls-remote says: ${(0,lib_text/* toOneLine */.GX)(answer.stderr)}` };
    const heads = answer.stdout.split('\n').map(line => /^([0-9a-f]+)\trefs\/heads\//.exec(line)?.[1]);
    return new Set(heads.filter(head => head !== undefined));
}
function withTips(checkout, tips) {
    if ('trouble' in tips) {
        return { ...checkout, trouble: `the repository's branches are not known: ${tips.trouble}` };
    }
    return { ...checkout, isTip: tips.has(checkout.commit ?? '') };
}

// EXTERNAL MODULE: ./build/trust/decide-trust.js
var decide_trust = __webpack_require__(3846);
;// CONCATENATED MODULE: ./build/trust/trust.js



/**
 * Decides on trust from what this machine shows: the event's payload and what is checked out.
 * @param folders every folder that steps work in
 * @param token for asking a private repository for its branches; may be empty
 */
async function determineTrust(options, folders, env, token, ctx) {
    const event = await (0,trust_event/* eventOfRun */.fg)(env);
    const input = { event, ...options };
    const machine = {
        env: ctx.env,
        workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
        scratch: ctx.folder,
        token,
        cancel: ctx.cancel,
    };
    const head = (0,decide_trust/* dependsOnHead */.xD)(input) ? await headFacts(folders, event, machine) : [];
    const decision = (0,decide_trust/* decideTrust */.J4)({ ...input, head });
    // Who has no cache at Cachix need not hear that nothing is pushed to it.
    return {
        event,
        decision: options.cachixName === '' ? { ...decision, level: quiet(decision) } : decision,
    };
}
/** A stranger's code where secrets are stays worth a warning. */
function quiet({ mayUseCredentials, level }) {
    return mayUseCredentials ? 'info' : level;
}


/***/ })

};
