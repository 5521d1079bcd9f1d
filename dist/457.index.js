export const id = 457;
export const ids = [457];
export const modules = {

/***/ 6457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// NAMESPACE OBJECT: ./build/nix/install/darwin.js
var darwin_namespaceObject = {};
__webpack_require__.r(darwin_namespaceObject);
__webpack_require__.d(darwin_namespaceObject, {
  planDaemon: () => (planDaemon),
  planGround: () => (planGround)
});

// NAMESPACE OBJECT: ./build/nix/install/linux.js
var linux_namespaceObject = {};
__webpack_require__.r(linux_namespaceObject);
__webpack_require__.d(linux_namespaceObject, {
  STOP_SERVICE: () => (STOP_SERVICE),
  planDaemon: () => (linux_planDaemon),
  planGround: () => (linux_planGround)
});

;// CONCATENATED MODULE: ./build/failure.js
/**
 * A failure that we foresaw: the message says what happened and where, `hint` what to do about it.
 * Everything else that is thrown is a defect of ours and is reported with its stack.
 */
class Failure extends Error {
    hint;
    constructor(message, hint, options) {
        super(message, options);
        this.name = 'Failure';
        this.hint = hint;
    }
}
/** The text for a log or an annotation: message, its causes, and the hint. */
function explain(error) {
    if (!(error instanceof Error))
        return String(error);
    const causes = [];
    for (let cause = error.cause; cause instanceof Error; cause = cause.cause) {
        if (!error.message.includes(cause.message))
            causes.push(cause.message);
    }
    const because = causes.length > 0 ? ` (${causes.join('; ')})` : '';
    const hint = error instanceof Failure ? `\n${error.hint}` : '';
    return `${error.message}${because}${hint}`;
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./build/nix/conf.js
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

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/process/spawn.js


/** Seconds between asking a group to end and ending it. */
const GRACE = 5;
/** Milliseconds that output may still arrive after the process itself has ended. */
const DRAIN = 300;
/**
 * Runs a program in a process group of its own, with no standard input, and waits for its end. What it leaves behind in
 * the group is ended with it: a background child that holds the pipe does not hold us.
 * @throws Error (ENOENT, EACCES, …) where the program cannot be started
 */
async function spawn_run(argv, options) {
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
    const group = new Group(child);
    let timedOut = false;
    const expire = () => {
        timedOut = true;
        group.end();
    };
    const timer = options.timeout ? setTimeout(expire, options.timeout * 1000) : undefined;
    const cancel = () => group.end();
    options.cancel?.addEventListener('abort', cancel);
    if (options.cancel?.aborted)
        cancel();
    try {
        const { code, signal } = await exited(child);
        // It ended in time, even if what it left behind takes longer.
        clearTimeout(timer);
        await Promise.race([Promise.all([out.closed, err.closed]), sleep(DRAIN)]);
        await group.sweep();
        return { code, signal, timedOut, cancelled: !timedOut && (options.cancel?.aborted ?? false) };
    }
    finally {
        clearTimeout(timer);
        options.cancel?.removeEventListener('abort', cancel);
        out.stop();
        err.stop();
    }
}
/**
 * Runs a short command and gives back what it printed. Unlike {@link run} it leaves the group alone: a daemon that the
 * command starts lives on.
 * @param inputFile a file that becomes standard input
 * @throws Error (ENOENT, …) where the program cannot be started or the input file not be read
 */
async function capture(argv, options) {
    const [program, ...args] = argv;
    const inputFile = options.inputFile === undefined ? undefined : await (0,promises_.open)(options.inputFile);
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: [inputFile?.fd ?? 'pipe', 'pipe', 'pipe'],
        ...(options.cancel ? { signal: options.cancel } : {}),
    });
    const chunks = { out: [], err: [] };
    child.stdout.on('data', (chunk) => chunks.out.push(chunk));
    child.stderr.on('data', (chunk) => chunks.err.push(chunk));
    // A program that ends without reading its input is no error of ours.
    child.stdin?.on('error', () => { });
    child.stdin?.end(options.input ?? '');
    const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    }).finally(() => inputFile?.close());
    return {
        code,
        stdout: Buffer.concat(chunks.out).toString(),
        stderr: Buffer.concat(chunks.err).toString(),
    };
}
class Group {
    #pid;
    #kill;
    constructor(child) {
        this.#pid = child.pid ?? 0;
    }
    /** Asks the group to end, and ends it after the grace. */
    end() {
        this.#signal('SIGTERM');
        this.#kill ??= setTimeout(() => this.#signal('SIGKILL'), GRACE * 1000);
    }
    /** Ends what outlived the process. */
    async sweep() {
        clearTimeout(this.#kill);
        // Where the first process of a container does not reap, the dead stay in the table: the second wait is short.
        for (const [signal, patience] of [
            ['SIGTERM', 500],
            ['SIGKILL', 100],
        ]) {
            if (!this.#signal(signal))
                return;
            for (let waited = 0; waited < patience; waited += 20) {
                await sleep(20);
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
function collect(stream, sink = { write: () => { } }) {
    stream.on('data', (chunk) => sink.write(chunk));
    const closed = new Promise(resolve => stream.once('close', () => resolve()));
    const stop = () => {
        stream.destroy();
        sink.end?.();
    };
    return { closed, stop };
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
function sleep(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
}

;// CONCATENATED MODULE: ./build/nix/version.js
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

;// CONCATENATED MODULE: ./build/nix/isolation.js



/**
 * What Nix itself says of its settings, all files and variables of this job taken in.
 * @returns nothing where Nix does not say
 */
async function readSettings(nix, env) {
    const words = isAtLeast(nix.version, '2.20') ? ['config', 'show'] : ['show-config'];
    const { stdout } = await capture([(0,external_node_path_.join)(nix.bin, 'nix'), ...words, '--json'], { env, cwd: '/' });
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

;// CONCATENATED MODULE: ./build/cache/acceptance.js




/**
 * A daemon takes substituters and keys from users whom it trusts, from others only those that its administrator lists.
 * Where it will not take ours there is one warning with the lines that he needs; the job goes on without them.
 * @returns the caches as the report has them
 */
async function acceptedCaches(reading, nix, env, { say }) {
    if (nix.install !== 'found' || nix.mode !== 'daemon' || reading.settings.length === 0) {
        return reading.caches;
    }
    const asker = await whoAsks(env);
    const administrators = await administratorsSettings(nix, env);
    const refused = refusedUrls(administrators, asker, reading);
    if (refused.length === 0)
        return reading.caches;
    const lines = formatConf([
        { name: 'extra-trusted-substituters', value: refused.join(' ') },
        { name: 'extra-trusted-public-keys', value: reading.keys.join(' ') },
    ]);
    say.warning(`The Nix daemon of this machine does not take caches from ${asker.name}, so these are not read: ${refused.join(', ')}. Its administrator can allow them in /etc/nix/nix.conf:\n${lines}`, 'Caches');
    const reason = `the Nix daemon does not take it from ${asker.name}`;
    return reading.caches.map(it => (refused.includes(it.url) ? { ...it, use: 'off', reason } : it));
}
/** Whether the store belongs to a daemon that was there and does not trust this user. */
async function isForeignDaemon(nix, env) {
    if (nix.install !== 'found' || nix.mode !== 'daemon')
        return false;
    return !isTrusted(await administratorsSettings(nix, env), await whoAsks(env));
}
function administratorsSettings(nix, env) {
    return readSettings(nix, { ...env, NIX_USER_CONF_FILES: '', NIX_CONFIG: FEATURES });
}
/** Without it older versions do not tell their settings. */
const FEATURES = 'extra-experimental-features = nix-command';
async function whoAsks(env) {
    const { stdout } = await capture(['id', '-nG'], { env });
    return { name: (0,external_node_os_.userInfo)().username, groups: stdout.trim().split(/\s+/) };
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
function listOf(settings, name) {
    const value = settings[name]?.value;
    if (typeof value === 'string')
        return value.split(/\s+/);
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
function plain(url) {
    return url.replace(/\/+$/, '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/nix/conf-files.js




/**
 * NIX_USER_CONF_FILES with files of ours before the user's own. Of this list the first file has the last word, and
 * setting the variable replaces Nix's default list, so the user's files are named too. (nix.conf(5))
 */
function userConfFiles(ours, env) {
    const home = env.HOME ?? '/';
    const folders = [
        env.XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'),
        ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(':'),
    ];
    const users = env.NIX_USER_CONF_FILES ?? folders.map(folder => (0,external_node_path_.join)(folder, 'nix/nix.conf')).join(':');
    return [...ours, ...users.split(':').filter(file => file !== '' && !ours.includes(file))].join(':');
}
const TOKEN_FILE = 'tokens.conf';
/** The caches of this job: written when Cachix has told of them, gone with the job. */
const CACHES_CONF = 'caches.conf';
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
        const text = value === '' ? '' : formatConf([{ name: 'extra-access-tokens', value }]);
        const paths = (env.NIX_USER_CONF_FILES ?? '')
            .split(':')
            .filter(path => (0,external_node_path_.basename)(path) === TOKEN_FILE);
        const read = async (path) => ({
            path,
            text: await (0,promises_.readFile)(path, 'utf8').catch(() => ''),
        });
        return new TokenFile({ path: (0,external_node_path_.join)(folder, TOKEN_FILE), text }, await Promise.all(paths.map(read)));
    }
    /** Puts the files there, readable for their owner only. */
    async show() {
        await Promise.all(this.#files.map(putThere));
    }
    async hide() {
        await Promise.all(this.#files.map(({ path }) => (0,promises_.rm)(path, { recursive: true, force: true })));
    }
}
/**
 * Under another name first, so that two calls of Nix at once find it whole. A command may have cleared RUNNER_TEMP, or
 * left a folder of that name.
 */
async function putThere({ path, text }) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${(0,external_node_crypto_.randomUUID)()}`;
    await (0,promises_.writeFile)(fresh, text, { mode: 0o600, flag: 'wx' });
    await (0,promises_.rename)(fresh, path).catch(async () => {
        await (0,promises_.rm)(path, { recursive: true, force: true });
        await (0,promises_.rename)(fresh, path);
    });
}

;// CONCATENATED MODULE: ./build/nix/path-info.js
/**
 * Reads `nix path-info --json` of any version: a list until 2.18, a map from 2.19, and from 2.33 format 2 with base
 * names below `info`. Paths that are not valid (null) are left out.
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
            signatures: texts(entry.signatures),
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
function texts(value) {
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./build/nix/store.js



/** Arguments of one call: far below what a kernel takes. */
const BATCH = 500;
/** Questions to the store of this machine. */
class Store {
    #bin;
    #env;
    /** @param env with the settings of Nix, without credentials */
    constructor(bin, env) {
        this.#bin = bin;
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
    /** What the database says of every valid path. */
    async everything() {
        return this.#infos(['--all'], []);
    }
    async #infos(flags, paths) {
        const found = new Map();
        for (const text of await this.#calls('nix', ['path-info', '--json', ...flags], paths)) {
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
            const argv = [(0,external_node_path_.join)(this.#bin, program), ...flags, ...paths.slice(first, first + BATCH)];
            const { code, stdout, stderr } = await capture(argv, { env: this.#env, cwd: '/' });
            if (code !== 0)
                throw new Error(`${program} ${flags.join(' ')} ended with ${code}: ${stderr.trim().slice(-500)}`);
            texts.push(stdout);
        }
        return texts;
    }
}

;// CONCATENATED MODULE: ./build/trust/one-line.js
/** What others wrote, as a part of a sentence of ours: one line without control characters, at most `longest` characters. */
function oneLine(text, longest = 200) {
    const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
    return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

;// CONCATENATED MODULE: ./build/trust/decide-push.js

/** Decides whether to push, once Cachix was asked. Where the run is not trusted, reason and level are the decision's own. */
function decidePush(decision, input) {
    const { trusted, reason, level, hint } = decision;
    if (!trusted)
        return { push: false, reason, level, ...(hint ? { hint } : {}) };
    const refusal = notIsolated(input) ?? notPermitted(input) ?? wouldPublish(input) ?? outOfReach(input);
    return refusal ? { push: false, ...refusal } : { push: true, reason, level };
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
            reason: `Cachix refuses the cachix-auth-token for ${cachixName}, so nothing is pushed; it says: ${oneLine(permission.refused)}`,
            level: 'warning',
            hint: 'Was the token revoked or the cache renamed? Make a new token, or correct cachix-name.',
        };
    }
    return {
        reason: `Cachix cannot be reached (${oneLine(permission.unreachable)}), so nothing is pushed to ${cachixName}.`,
        level: 'warning',
        hint: 'The steps go on without it. If it lasts, look at status.cachix.org and at cachix-host.',
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

;// CONCATENATED MODULE: ./build/http.js
/** Seconds without a byte after which a request counts as stalled. */
const STALL = 15;
/** The server answered, and asking again would give the same answer. */
class FinalAnswer extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** The answer may be another one in a while. */
class PassingFault extends Error {
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
    const { EnvHttpProxyAgent, interceptors, request } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 4371, 19));
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
                ...(headers ? { headers } : {}),
                // undici takes every iterable, its types know streams only.
                ...(body === undefined ? {} : { body: body }),
                ...(cancel ? { signal: cancel } : {}),
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
function toldOf(error, stall) {
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

;// CONCATENATED MODULE: ./build/cache/nar-hash.js
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

;// CONCATENATED MODULE: ./build/cache/signature.js



/** What DER puts before the 32 bytes of an Ed25519 key. (RFC 8410) */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
/**
 * The text that Nix signs for a path.
 * @throws Failure where the hash is no SHA-256
 */
function fingerprint({ path, narHash, narSize, references }) {
    const hash = parseSha256(narHash);
    if (!hash)
        throw new Failure(`${path}: “${narHash}” is no SHA-256`, 'Look at the store of Nix.');
    const all = [...new Set(references)].sort().join(',');
    return `1;${path};sha256:${toNixBase32(hash)};${narSize};${all}`;
}
/** Signs paths with the key of a cache; the key cannot be read back. */
class SigningKey {
    #key;
    /**
     * @param text base 64 of seed and public key (64 bytes), as CACHIX_SIGNING_KEY has it; Nix's `name:` may stand before
     * @throws Failure where it is not, saying nothing of its content
     */
    constructor(text) {
        const digits = text.trim().replace(/^[^:\s]+:/, '');
        const bytes = Buffer.from(digits, 'base64');
        if (bytes.length !== 64)
            throw badKey(`it has ${bytes.length} bytes instead of 64`);
        const pkcs8 = Buffer.concat([PRIVATE, bytes.subarray(0, 32)]);
        this.#key = (0,external_node_crypto_.createPrivateKey)({ key: pkcs8, format: 'der', type: 'pkcs8' });
        const half = (0,external_node_crypto_.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
        if (!half.equals(bytes.subarray(32)))
            throw badKey('its two halves do not belong together');
    }
    /** Base 64 of the public key, without a name. */
    get publicKey() {
        const spki = (0,external_node_crypto_.createPublicKey)(this.#key).export({ format: 'der', type: 'spki' });
        return spki.subarray(-32).toString('base64');
    }
    /** Base 64 of the signature of a path, without a name. @throws Failure as {@link fingerprint} */
    sign(info) {
        return (0,external_node_crypto_.sign)(null, Buffer.from(fingerprint(info)), this.#key).toString('base64');
    }
}
function badKey(why) {
    return new Failure(`cachix-signing-key is not a signing key: ${why}`, 'Give what `cachix generate-keypair` printed: base 64 of 64 bytes, whole and on one line.');
}
/** A public key as Nix writes it, or undefined where `text` is no `name:BASE64` of 32 bytes. */
function parsePublicKey(text) {
    const [, name, digits] = /^([^\s:]+):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? [];
    if (!name || !digits)
        return undefined;
    const spki = Buffer.concat([PUBLIC, Buffer.from(digits, 'base64')]);
    return { name, key: (0,external_node_crypto_.createPublicKey)({ key: spki, format: 'der', type: 'spki' }) };
}
/**
 * The name of a key that has signed a path; undefined where none has.
 * @param signatures `name:BASE64` each, as the store has them
 * @param publicKeys `name:BASE64` each, as nix.conf has them; what is no key is passed over
 */
function signedBy(info, signatures, publicKeys) {
    if (!parseSha256(info.narHash))
        return undefined;
    const text = Buffer.from(fingerprint(info));
    for (const publicKey of publicKeys) {
        const known = parsePublicKey(publicKey);
        if (!known)
            continue;
        for (const signature of signatures) {
            const [name, digits = ''] = signature.split(':');
            const bytes = Buffer.from(digits, 'base64');
            if (name === known.name && bytes.length === 64 && (0,external_node_crypto_.verify)(null, text, known.key, bytes))
                return name;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/cache/cachix-answers.js

/** An answer that is well sent and yet not what Cachix gives; asking again gives the same. */
class OddAnswer extends Error {
}
/** @throws OddAnswer naming the field; SyntaxError */
function readCacheInfo(text) {
    const json = record(text);
    const keys = list(json, 'publicSigningKeys');
    const key = keys.find(one => !parsePublicKey(one));
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

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
;// CONCATENATED MODULE: ./build/cache/cachix-call.js





/** Cachix answered, and the answer was no. */
class CachixRefused extends Failure {
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
class CachixUnreachable extends Failure {
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
            throw new Failure(`cachix-host “${options.host}” is no URL`, 'Give it as https://cachix.org.');
        this.host = options.host.replace(/\/+$/, '');
        this.#token = options.token?.trim() || undefined;
        if (this.#token && !/^[\x21-\x7e]+$/.test(this.#token))
            throw new Failure('cachix-auth-token holds characters that no token has', 'Look for spaces, line breaks and quotes in the secret.');
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
            throw new OddAnswer('this client of Cachix is closed');
        this.#http ??= openHttp(this.#options.stall ?? STALL);
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
            return await (0,p_retry/* default */.Ay)(() => this.#ask(call, cancel), {
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
        const wish = Math.min((error instanceof PassingFault ? error.retryAfter : 0) ?? 0, LONGEST_WISH);
        // Random from 0 on: clients that failed together do not come back together.
        const own = Math.random() * Math.min(firstWait * 2 ** (n - 1), longestWait);
        const until = performance.now() + Math.max(wish, own) * 1000;
        if (until > latest)
            throw error;
        if (wish > 0)
            this.#quietUntil = Math.max(this.#quietUntil, until);
        onRetry?.(`${this.host} did not ${call.what}: ${this.#told(call, error)}`);
        await (0,external_node_timers_promises_.setTimeout)(until - performance.now(), undefined, { signal });
    }
    async #ask(call, cancel) {
        const quiet = this.#quietUntil - performance.now();
        if (quiet > 0)
            await (0,external_node_timers_promises_.setTimeout)(quiet, undefined, { signal: cancel });
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
            ...(call.stall === undefined ? {} : { stall: call.stall }),
            cancel,
        });
        const text = await textOf(response.body);
        const status = response.statusCode;
        if (status >= 200 && status < 300)
            return call.read(text);
        const said = this.#hideToken(`${status}${wordsOf(text)}`);
        if (status !== 429 && status < 500)
            throw new FinalAnswer(status, said);
        const header = retryAfter(response.headers['retry-after']);
        throw new PassingFault(said, Math.max(header ?? 0, wishIn(text)));
    }
    #told(call, error) {
        if (error instanceof SyntaxError)
            return 'its answer is no JSON';
        return this.#hideToken(toldOf(error, call.stall ?? this.#options.stall ?? STALL));
    }
    #failure(call, error, isLate) {
        if (error instanceof FinalAnswer) {
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
    return !(error instanceof FinalAnswer ||
        error instanceof OddAnswer ||
        code === 'UND_ERR_INVALID_ARG');
}
/** The text of an answer that is not too large. */
async function textOf(body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > LARGEST_ANSWER)
            throw new OddAnswer(`its answer has more than ${LARGEST_ANSWER} B`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
/** What an answer says in words, for one line of a log: `: the token is expired`, or nothing. */
function wordsOf(text) {
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

;// CONCATENATED MODULE: ./build/cache/cachix.js




/** Hashes that are asked for at once. */
const cachix_BATCH = 32_768;
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
        this.#caller = new Caller(options);
    }
    /** Keys, address and, with a token, the permission; within 15 s. */
    info(cancel) {
        return this.#caller.call({
            what: `tell of the cache ${this.name}`,
            method: 'GET',
            path: this.#path(''),
            deadline: this.#options.infoDeadline ?? 15,
            read: readCacheInfo,
            cancel,
        });
    }
    /** Which of these paths (their 32 characters) neither the cache nor its upstream has. */
    async missing(hashes, cancel) {
        const asked = [...new Set(hashes)];
        const missing = new Set();
        for (let start = 0; start < asked.length; start += cachix_BATCH) {
            const batch = asked.slice(start, start + cachix_BATCH);
            const answer = await this.#caller.call({
                what: `say what the cache ${this.name} lacks`,
                method: 'POST',
                path: this.#path('/narinfo'),
                json: batch,
                read: readHashes,
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
            if (error instanceof CachixRefused && error.status === 404)
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
            read: readUpload,
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
            read: readUploadUrl,
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
        const text = await textOf(response.body).catch(() => '');
        if (response.statusCode !== 200)
            throw new PassingFault(`the storage answered ${response.statusCode}${wordsOf(text)}`, retryAfter(response.headers['retry-after']));
        const eTag = response.headers.etag;
        if (typeof eTag !== 'string' || eTag === '')
            throw new PassingFault('the storage gave no ETag for the part');
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

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/cache/dump.js




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
    const fail = (why) => nar.destroy(new Failure(`it cannot be read: ${why}`, 'Look at the store of Nix.'));
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

;// CONCATENATED MODULE: ./build/cache/queue.js



/** Seconds: aborting an upload takes 5. */
const queue_GRACE = 6;
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
        await this.#ended(this.#options.grace ?? queue_GRACE, false);
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
            const why = signal.aborted ? reasonOf(signal) : explain(error);
            this.#record(path.path, began, { error: why });
            if (error instanceof CachixRefused)
                this.#refused = why;
            if (error instanceof CachixRefused || error instanceof CachixUnreachable)
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

;// CONCATENATED MODULE: ./build/cache/selection.js
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

;// CONCATENATED MODULE: ./build/cache/pusher.js



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
            this.#error ??= explain(error);
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

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/cache/parts.js







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
                    onRetry?.(`part ${partNumber} was not stored: ${toldOf(error, stall ?? STALL * 2)}`);
                    const longest = Math.min(firstWait * 2 ** (attemptNumber - 1), LONGEST_WAIT);
                    const wish = (error instanceof PassingFault ? error.retryAfter : 0) ?? 0;
                    const wait = Math.max(Math.random() * longest, Math.min(wish, LONGEST_WISH));
                    await (0,external_node_timers_promises_.setTimeout)(wait * 1000, undefined, { signal });
                },
            });
            this.#stored.push({ partNumber, eTag });
        }
        catch (error) {
            signal.throwIfAborted();
            if (isOfApi(error))
                throw error;
            throw new Failure(`part ${partNumber} could not be stored (${partAttempts} attempts): ${toldOf(error, stall ?? STALL * 2)}`, 'Look at https://status.cachix.org and the network of the runner.', { cause: error });
        }
    }
}
/** What the API said has been tried often enough. */
function isOfApi(error) {
    return error instanceof CachixRefused || error instanceof CachixUnreachable;
}

;// CONCATENATED MODULE: ./build/cache/upload.js







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
        if (error instanceof Failure && error.message.startsWith(info.path))
            throw error;
        const hint = error instanceof Failure ? error.hint : 'Look at the network of the runner.';
        throw new Failure(`${info.path} was not pushed: ${upload_textOf(error)}`, hint, { cause: error });
    }
}
/** @throws Failure where the path or its hash is none */
function nameOf({ path, narHash, narSize }) {
    const [, hash, name] = /^\/nix\/store\/([0-9a-df-np-sv-z]{32})-([\w+\-.?=]+)$/.exec(path) ?? [];
    const bytes = parseSha256(narHash);
    if (hash && name && bytes && narSize > 0)
        return { hash, name, narHash: `sha256:${toNixBase32(bytes)}` };
    const what = `hash “${narHash}”, ${narSize} B`;
    throw new Failure(`${path} is no store path that can be pushed (${what})`, 'Look at the store.');
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
        narHash: `sha256:${toNixBase32(raw.digest())}`,
        narSize: sizes.nar,
        fileHash: compressed.digest('hex'),
        fileSize: sizes.file,
    };
}
function compare({ path, narSize }, narHash, measured) {
    const hint = 'Its files were changed after it was registered, or it could not be read whole: `nix-store --verify-path` tells.';
    if (measured.narSize !== narSize) {
        const sizes = `its NAR has ${measured.narSize} B, the store says ${narSize} B`;
        throw new Failure(`${path} was not pushed: ${sizes}`, hint);
    }
    if (measured.narHash !== narHash) {
        const hashes = `its NAR is ${measured.narHash}, the store says ${narHash}`;
        throw new Failure(`${path} was not pushed: ${hashes}`, hint);
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
        const isDenied = error instanceof CachixRefused && (error.status === 401 || error.status === 403);
        const isThere = !isDenied && (await cachix.exists(told.cStoreHash, cancel).catch(() => false));
        if (!isThere)
            throw error;
    }
}
function upload_textOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./build/cache/caching.js














/**
 * Writes the caches into the settings of this run.
 * @param users the input `nix-conf`
 */
async function writeCaches(reading, netrc, users, rim) {
    const settings = [...reading.settings];
    // Without it a path that a cache promises and does not deliver fails the job.
    if (settings.length > 0 && !users.some(({ name }) => name === 'fallback'))
        settings.push({ name: 'fallback', value: 'true' });
    if (reading.netrc)
        settings.push(...(await netrc.write(reading.netrc)));
    if (settings.length > 0)
        await (0,promises_.writeFile)((0,external_node_path_.join)(rim.folder, CACHES_CONF), formatConf(settings));
}
/** Decides whether this run pushes, after Cachix and Nix were asked, and makes ready for it. */
async function beginCaching(options, reading) {
    const { inputs, trust, nix, env, rim } = options;
    const settings = await readSettings(nix, env);
    const isolation = judgeIsolation(nix, settings);
    const push = decidePush(trust, {
        cachixName: inputs.name,
        isolated: isolation.isolated,
        repositoryPrivate: options.repositoryPrivate,
        cachePublic: reading.answer?.kind === 'info' ? reading.answer.info.isPublic : undefined,
        allowPublicCache: inputs.allowPublicCache,
        permission: permissionOf(inputs, reading.answer),
        deferred: options.deferred,
        nixMode: nix.mode,
        commandsRan: options.commandsRan ?? false,
    });
    const makesPush = push.push && !options.deferred;
    const isStoreSafe = makesPush && (await isForeignDaemon(nix, env));
    const pusher = makesPush
        ? makePusher(inputs, trustedKeys(settings), options, rim, undefined, isStoreSafe)
        : undefined;
    return { push, isolation, pusher };
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
function makePusher(inputs, keys, { nix, env }, { cancel, say }, since = Math.floor(Date.now() / 1000 - performance.now() / 1000), isStoreSafe = false) {
    let trouble;
    const onRetry = (message) => {
        trouble = message;
        say.debug(message);
    };
    const cachix = new Cachix({
        host: inputs.host,
        name: inputs.name,
        token: inputs.authToken.value,
        cancel,
        onRetry,
    });
    const upload = new PushQueue((info, stop) => uploadPath(cachix, info, () => dumpPath(nix.bin, info.path, env), {
        cancel: stop,
        signingKey: inputs.signingKey.value,
        onRetry,
    }), { cancel, trouble: () => trouble });
    return new Pusher(new Store(nix.bin, env), cachix, upload, {
        since,
        isSigned: info => signedBy(info, info.signatures, keys) !== undefined,
        isFiltered: path => inputs.filter?.test(path) ?? false,
        isStoreSafe,
        trouble: () => trouble,
    });
}
/** Tells of a decision as loud as it is. */
function tellOf({ reason, level, hint }, title, { say }) {
    const text = hint ? `${reason} ${hint}` : reason;
    if (level === 'info')
        say.info(`${title}: ${text}`);
    else
        say[level](text, title);
}

;// CONCATENATED MODULE: ./build/nix/install/execute.js


/** Runs the commands of plans on this machine. */
class Executor {
    #root;
    #env;
    #cancel;
    #say;
    #told = '';
    /** @param env a clean environment (no tokens) */
    constructor(root, env, cancel, say) {
        this.#root = root;
        this.#env = env;
        this.#cancel = cancel;
        this.#say = say;
    }
    /**
     * One after the other; the first that fails ends it.
     * @throws Failure naming the command and what it printed
     */
    async all(commands) {
        for (const command of commands)
            await this.one(command);
    }
    /** @returns what it printed */
    async one(command) {
        const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv;
        const { why, input, inputFile } = command;
        // One line for what is done; each command with the runner's debug log.
        if (why !== this.#told)
            this.#say.info(why);
        this.#told = why;
        this.#say.debug(argv.join(' '));
        const files = { ...(input === undefined ? {} : { input }), ...(inputFile ? { inputFile } : {}) };
        let result;
        try {
            result = await capture(argv, { env: this.#env, cancel: this.#cancel, cwd: '/', ...files });
        }
        catch (error) {
            this.#cancel.throwIfAborted();
            throw new Failure(`Could not ${why}: ${argv[0]} cannot be started.`, installHint(argv[0] ?? ''), { cause: error });
        }
        if (result.code === 0)
            return result.stdout;
        const said = (result.stderr || result.stdout).trim();
        throw new Failure(`Could not ${why}: ${argv.join(' ')} ended with ${result.code}: ${said.slice(-2000)}`, 'Nothing of the job has run yet. What it printed names the cause.');
    }
    /** The same program as root. */
    asRoot(argv) {
        return this.#root === 'sudo' ? ['sudo', '-n', ...argv] : argv;
    }
}
function installHint(program) {
    return `Install ${program} on the runner (in its image or container), or use nix-mode: single-user.`;
}

;// CONCATENATED MODULE: ./build/nix/install/plan.js
const DEFAULT_PROFILE = '/nix/var/nix/profiles/default';
const DAEMON_SOCKET = '/nix/var/nix/daemon-socket/socket';
const SYSTEM_CONF = '/etc/nix/nix.conf';
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
/** A command that root runs. */
function root(why, ...argv) {
    return { argv, as: 'root', why };
}

;// CONCATENATED MODULE: ./build/cache/netrc.js






/** Root's file for a daemon that we set up; its settings name it from the start. */
const DAEMON_NETRC = '/etc/nix/nix-ci-netrc';
/**
 * The one file that a Cachix token is ever in, because Nix reads nothing else: for a private cache, and gone before the
 * first command of the project. Evaluation can read what the user can read, so a daemon's file belongs to root.
 */
class Netrc {
    #nix;
    #executor;
    #rim;
    #written = 'none';
    constructor(nix, executor, rim) {
        this.#nix = nix;
        this.#executor = executor;
        this.#rim = rim;
    }
    get #path() {
        return (0,external_node_path_.join)(this.#rim.folder, 'netrc');
    }
    /** @returns the settings that it needs; never throws */
    async write(text) {
        try {
            if (this.#nix.mode === 'single-user') {
                await (0,promises_.writeFile)(this.#path, text, { mode: 0o600 });
                this.#written = 'own';
                return [{ name: 'netrc-file', value: this.#path }];
            }
            if (await this.#isOurDaemon()) {
                const script = `umask 077; cat >${DAEMON_NETRC}`;
                await this.#executor.one({
                    ...root('let the daemon read the private cache', '/bin/sh', '-c', script),
                    input: text,
                });
                this.#written = 'root';
                return [];
            }
            this.#rim.say.warning('The private cache is not read: the daemon of the Nix that is on this machine takes its netrc-file from its administrator only. Everything else goes on.', 'Private cache');
        }
        catch (error) {
            this.#rim.say.warning(`The private cache is not read: ${explain(error)}`, 'Private cache');
        }
        return [];
    }
    /** One that this use has installed, or an earlier one of the action: its settings name the file, and root was there. */
    async #isOurDaemon() {
        if (this.#nix.install === 'installed')
            return true;
        const { settings } = parseConf(await (0,promises_.readFile)('/etc/nix/nix.conf', 'utf8').catch(() => ''));
        if (!settings.some(it => it.name === 'netrc-file' && it.value === DAEMON_NETRC))
            return false;
        const { env, cancel, say } = this.#rim;
        const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
        this.#executor = new Executor(asRoot, env, cancel, say);
        return true;
    }
    async remove() {
        if (this.#written === 'own')
            await (0,promises_.rm)(this.#path, { force: true });
        if (this.#written === 'root')
            await removeDaemonNetrc(this.#executor);
        this.#written = 'none';
    }
}
async function removeDaemonNetrc(executor) {
    await executor.one(root("remove the daemon's netrc", 'rm', '-f', DAEMON_NETRC));
}

;// CONCATENATED MODULE: ./build/cache/finish.js
/**
 * Waits for what is being pushed and tells what became of it.
 * @param seconds the input `push-timeout`
 */
async function finishPush(pusher, name, seconds, { say }) {
    const pushed = await pusher.finish(seconds);
    const outcome = outcomeOf(pushed, name);
    const tell = outcome.push === 'failed' ? say.warning : say.info;
    tell.call(say, outcome.reason, 'Push');
    if (pushed.leftOut.length > 0) {
        const list = pushed.leftOut.map(({ path, because }) => `${path}: ${because}`);
        say.notice(`Not pushed to ${name}, which takes a path with its whole closure only:\n${list.slice(0, 20).join('\n')}`, 'Push');
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
        const size = (bytes / 1e6).toFixed(1);
        const reason = push === 'pushed'
            ? `${paths.length} paths (${size} MB) were pushed to ${name}.`
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
        reason: `${many} to ${name}: ${why}. The build itself is not affected.`,
        paths,
        bytes,
    };
}

;// CONCATENATED MODULE: ./build/cache/probe.js


/** Seconds in all. */
const DEADLINE = 15;
/**
 * Asks a cache that is given by its URL whether it is one. Nix would complain of one that is gone at every call, after
 * retries of its own, and not by its place in the inputs.
 * @returns what it said instead; undefined where it is one. Who may read it is for Nix and its netrc-file to settle.
 * @throws the reason of a cancel
 */
async function whyNoCache(url, cancel) {
    if (!/^https?:/.test(url))
        return undefined;
    const late = AbortSignal.timeout(DEADLINE * 1000);
    const signal = AbortSignal.any([cancel, late]);
    const http = await openHttp(STALL, 5);
    const ask = async () => {
        const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/nix-cache-info`, {
            cancel: signal,
        });
        await body.dump();
        if (statusCode === 200 || statusCode === 401 || statusCode === 403)
            return;
        if (statusCode === 429 || statusCode >= 500)
            throw new PassingFault(String(statusCode));
        throw new FinalAnswer(statusCode, `${statusCode} for nix-cache-info`);
    };
    try {
        await (0,p_retry/* default */.Ay)(ask, {
            retries: 2,
            minTimeout: 500,
            signal,
            shouldRetry: ({ error }) => !(error instanceof FinalAnswer),
        });
        return undefined;
    }
    catch (error) {
        cancel.throwIfAborted();
        return late.aborted ? `nothing within ${DEADLINE} s` : toldOf(error, STALL);
    }
    finally {
        await http.close();
    }
}

;// CONCATENATED MODULE: ./build/cache/reading.js



/**
 * Asks Cachix once for each cache. What is not to be had is a warning, and the job goes on with the others.
 * @param token for `cachix-name` only; empty where none may be handed out
 */
async function askCaches(cache, token, rim) {
    const own = cache.name === '' ? undefined : askOwn(cache, token, rim);
    const extra = cache.extra.map(one => 'url' in one ? probe(one, rim) : askExtra(cache.host, one.name, rim));
    const [first, ...others] = await Promise.all([own, ...extra]);
    const all = [
        ...(first ? [first.cache] : []),
        ...others.filter(one => one !== undefined).map(asFound),
    ];
    const read = all.filter(({ record }) => record.use !== 'off');
    const keys = read.flatMap(one => one.keys);
    return {
        caches: all.map(({ record }) => record),
        settings: read.length === 0
            ? []
            : settingsOf(read.map(({ record }) => record.url), keys),
        keys,
        answer: first?.answer,
        netrc: first?.netrc,
    };
}
function asFound(one) {
    return 'cache' in one ? one.cache : one;
}
function settingsOf(urls, keys) {
    return [
        { name: 'extra-substituters', value: urls.join(' ') },
        { name: 'extra-trusted-public-keys', value: keys.join(' ') },
    ];
}
async function probe({ url, key }, rim) {
    const said = await whyNoCache(url, rim.cancel);
    if (said !== undefined)
        return off('it', url, said, rim);
    return { record: { name: url, url, use: 'read' }, keys: [key] };
}
async function askExtra(host, name, rim) {
    const answer = await ask(host, name, '', rim);
    return answer.kind === 'info' ? found(answer.info) : off(host, name, answer.said, rim);
}
/** A token that Cachix refuses must not take the public cache away. */
async function askOwn({ host, name }, token, rim) {
    const answer = await ask(host, name, token, rim);
    const open = answer.kind === 'refused' && token !== '' ? await ask(host, name, '', rim) : answer;
    if (open.kind !== 'info')
        return {
            cache: off(host, name, open.said, rim, token === '' ? undefined : 'neither read nor filled'),
            answer,
            netrc: undefined,
        };
    const { info } = open;
    const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token);
    return { cache: found(info), answer, netrc };
}
async function ask(host, name, token, rim) {
    const cachix = new Cachix({
        host,
        name,
        token: token === '' ? undefined : token,
        cancel: rim.cancel,
    });
    try {
        return { kind: 'info', info: await cachix.info() };
    }
    catch (error) {
        rim.cancel.throwIfAborted();
        if (error instanceof CachixRefused)
            return { kind: 'refused', said: error.said };
        if (error instanceof CachixUnreachable)
            return { kind: 'unreachable', said: error.said };
        return { kind: 'unreachable', said: explain(error) };
    }
    finally {
        await cachix.close();
    }
}
function found({ name, uri, publicSigningKeys }) {
    return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys };
}
function off(host, name, said, rim, what = 'not read') {
    rim.say.warning(`The cache ${name} is ${what}: ${host} said ${said}. Everything else goes on; look at the name, and whether the cache is private.`, `Cache ${name}`);
    return { record: { name, url: '', use: 'off', reason: said }, keys: [] };
}
/** Cachix takes an empty login and the token as password. (netrc(5)) */
function netrcOf(uri, token) {
    return `machine ${new URL(uri).hostname} password ${token}\n`;
}

;// CONCATENATED MODULE: ./build/cache/of-run.js


/** A token goes to Cachix only in runs that may hand out credentials. */
async function readCaches(run, { cache }, handOut, rim) {
    const token = handOut ? (cache.authToken.value ?? '') : '';
    const ask = () => askCaches(cache, token, rim);
    const none = cache.name === '' && cache.extra.length === 0;
    const reading = none ? await ask() : await run.records.phase('cachix', ask);
    run.caches = reading.caches;
    return reading;
}
/** Ends the push: what is not pushed by then stays away. */
async function settlePush(run, { cache }, caching, deferred, page) {
    const { push, pusher } = caching;
    if (!pusher) {
        run.push = {
            push: push.push && deferred ? 'deferred' : 'skipped',
            reason: push.reason,
            paths: [],
            bytes: 0,
        };
    }
    else {
        const finish = () => finishPush(pusher, cache.name, cache.pushTimeout, { say: page });
        run.push = await run.records.phase('push', finish, it => it.push === 'failed' ? 'failure' : 'success');
        run.caches = run.caches.map(it => it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it);
    }
    const isMissing = run.push.push === 'failed' || run.push.push === 'skipped';
    if (cache.requirePush && run.trust?.decision.trusted && isMissing) {
        run.records.broken = true;
        run.trouble = `require-push: ${run.push.reason}`;
        page.annotate('error', { title: 'Nix CI: push', message: run.trouble });
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./build/duration.js
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

;// CONCATENATED MODULE: ./build/nix/releases.json
const releases_namespaceObject = /*#__PURE__*/JSON.parse('{"E3":"https://releases.nixos.org/nix","e4":{"2.35.2":{"x86_64-linux":"0c3960a9792331a22081c3c7a5d8465db9b17c50b3acdf18587fa4c6f2cb1158","aarch64-linux":"4d0302a2910f5eec1c33b8deef634f04899a75737e7001ec49908d003ae5efda","armv7l-linux":"e4a68bd13f20b10f67b551178116655520323f5a29a7e82a2db24a6b2a166e89","x86_64-darwin":"d725518d89f3b0b8d4af702a9d38d519814014cbe125afb3ed0545c9d755f6a5","aarch64-darwin":"1695c13aba5afa7c2ecd6dc4a9393f602e7bbc440ed45e81602c831546580ec3"},"2.35.1":{"x86_64-linux":"c3fe29778acaa93b5095ee66e36f11ec7c6a284c40970a24cc83ac4f04809db3","aarch64-linux":"79b739996f1751573b4d2b56e4ae607855184c711f2cc1274fa0952a13d4bfc9","armv7l-linux":"1f61ef952f285aecb977b47eafea8e83bfea2ed51a884fffdef5eb95ddb45cf3","x86_64-darwin":"1a932047a6e563acbd86024599bb377cbceca4dc6934a49f62a41ea1d9bdcb1b","aarch64-darwin":"414e073c4754e0c9eed1dd25e482af45213a34aa67c930201e35df7c8333c19a"},"2.34.8":{"x86_64-linux":"2c2e146b80834fe0ca201b51deeb939405b4f18e8d2071bf80b10f8123c50464"},"2.34.7":{"x86_64-linux":"eafe5042404e818505e28c5ca3d0885f3ec45c31f955489a25bb38258f87560e","aarch64-linux":"f1cee64ae7a02330c6421924c28f597c41813f2214ff108622087d8056378b08","armv7l-linux":"758e8fb802fb83b571c1cbac906d77dff67e6724cf09110f87d1f84dde432685","x86_64-darwin":"8bf3dadfd65be182ad3141b1224bbc82e0f2a61d4f36781938b5e6ede029c2a3","aarch64-darwin":"71e18301c4ea78c667f2753159156b5bdb899993720e8aa7bcca97e8312d3d6b"},"2.31.2":{"x86_64-linux":"d1f67c86eed016214864ba08bfb9529c307aea7e8fafb74853f96fcc3bfd8a60","aarch64-linux":"64db528412096d718b4bf8f78f85e5ac2b714b774e5005500dee37d23f560456","armv7l-linux":"4e2c1e8a3172ae71f041b9b647aa8153fb24518272d1a9bc3d9b384ab7ad54a1","x86_64-darwin":"ed8df6a1046dea90ba4068a827bdeaf372d522867c4d2b48cdb37145c200eeba","aarch64-darwin":"3baa0af88a1ef4e2cc82cb64cd384b1805ecc3771b574e97277ae213d52711d8"},"2.28.3":{"x86_64-linux":"85d1847d06d5d56167796d3f61cd992908de84584db3e700da031a782b59ea22","aarch64-linux":"3dffb118772382e35526806fb97acc05df7ad6dc29dbe52b921b77e52e39f571","armv7l-linux":"1c451dfdf58300165b16b12baa8c300c0b52e1c624c533c2f5b137efd1667585","x86_64-darwin":"942d55db022961eec7b35b3bdd6bce748d32cc0cc17bafb143e305434ae30643","aarch64-darwin":"6befec86f4e8effa5b0112ad0491dc8e2b1c26e5a95c1cc40c1ea60194d53c88"},"2.26.3":{"x86_64-linux":"d378a057253fb98f05c3e7c431c1852cca6afae3376f5853a9fcb7ae423a05ad","aarch64-linux":"8e52a0ff91b14a3fd7e5bdf5abe263c732b8655ecc67d7730844bb90e2203416","armv7l-linux":"e013b39432a833f3f5bf76fa415b6ad80e6cab23c3acea21c8047e851012c2f3","x86_64-darwin":"26152090e4cdd813162d2bfea7a4fa2d5d1c000c4556887727e5a093fc6cc6dd","aarch64-darwin":"cf19c4cf1af36f3df471cb2571f03b830186b9772bdbf1948bc34336ef3e4dfb"},"2.24.9":{"x86_64-linux":"3c0779e4878d1289cf3fbb158ec5ea9bdf61dfb9b4efac6b3b0b6bec5ba4cf13","aarch64-linux":"c57c2830bb407e02dacdf2b63c49cde273f905075b579f6d9a6114c669301f33","armv7l-linux":"c7df074b66026195c1c8b47024add16dba2cc5ba26d3e03ec17ccd040a0094b2","x86_64-darwin":"b0cfcc873a16aa88e0e7dc1496d49c37c3d35fb325624c487c082b89a7f1ba3f","aarch64-darwin":"15b85046fb7de93078878bbcdd75f68514dd985a68bf96d0ee63b0fd58851b61"},"2.8.0":{"x86_64-linux":"0b32afd8c9147532bf8ce8908395b1b4d6dde9bedb0fcf5ace8b9fe0bd4c075c","aarch64-linux":"d29ea31c581e1ba7a651e6b22999cef8923e852e1d6fe7008d9545f4275f5343","armv7l-linux":"25857729f23dc25fe92dabd376917d83fe0f23038f82c1f2ab230171eb70f648","x86_64-darwin":"ebf383f1b499d3e4897cd61d068dc46e118e5f53667f5f28748b0b3682d7649a","aarch64-darwin":"f320f381299e0fc2f907ae81ac123d0689245cb39f0672f8a65dffea12fa0240"}}}');
;// CONCATENATED MODULE: ./build/nix/release.js



const OFFICIAL_BASE = releases_namespaceObject.E3;
const OFFICIAL_RELEASES = releases_namespaceObject.e4;
/** What is installed where nothing else is asked for and no Nix is there. */
const DEFAULT_VERSION = '2.35.2';
/** A line or `latest` means a release that all of these have, so that one matrix tests one Nix. */
const MATRIX = ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin'];
/** Whether the text can name a version at all: `latest`, `2.34`, `2.34.7`. */
function isVersionRequest(text) {
    return text === 'latest' || /^\d+\.\d+(\.\d+)?(pre\w*)?$/.test(text);
}
/**
 * The full version that a request means.
 * @throws Failure for a line that the table does not have
 */
function resolveVersion(request, table = OFFICIAL_RELEASES) {
    const isLine = /^\d+\.\d+$/.test(request);
    if (request !== 'latest' && !isLine)
        return request;
    const everywhere = Object.keys(table)
        .filter(version => MATRIX.every(system => table[version]?.[system]))
        .sort(compareVersions);
    const newest = everywhere.findLast(version => !isLine || isOfLine(version, request));
    if (newest)
        return newest;
    throw new Failure(`nix-version: no release of the line ${request} is known.`, `Known versions: ${Object.keys(table).join(', ')}. Any other release can be named in full, such as 2.33.1.`);
}
/**
 * Where the tarball of a version is, and the hash that it must have.
 * @param base the input `nix-release-url`: a base as the official one, or a whole URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; goes before the table
 */
function locateRelease(version, system, base = OFFICIAL_BASE, sha256, table = OFFICIAL_RELEASES) {
    const url = base.includes('{')
        ? base.replaceAll('{version}', version).replaceAll('{system}', system)
        : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`;
    return { version, url, sha256: sha256 ?? table[version]?.[system] };
}

;// CONCATENATED MODULE: ./build/problem.js
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
function describe(problem) {
    return `${problem.where}: ${show(problem.value)} is not possible here. ${problem.allowed}`;
}
function show(value) {
    const line = value.length > 120 ? `${value.slice(0, 117)}...` : value;
    return JSON.stringify(line);
}

;// CONCATENATED MODULE: ./build/secret.js
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

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/steps/step.js
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
/** The name of a step that was given none: `kind`, or `kind: argument` cut at 60 characters. */
function defaultName(kind, argument) {
    const line = argument.trim().split('\n')[0] ?? '';
    return (line === '' ? kind : `${kind}: ${line}`).slice(0, 60);
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
        env: {},
        workingDirectory: '.',
        timeout: undefined,
        allowFailure: false,
        only: [],
        if: true,
        system: undefined,
        requires: [],
        outLink: undefined,
        credentials: false,
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

// EXTERNAL MODULE: ./node_modules/brace-expansion/dist/esm/index.js + 1 modules
var esm = __webpack_require__(9540);
// EXTERNAL MODULE: ./node_modules/shlex/shlex.js
var shlex = __webpack_require__(5637);
;// CONCATENATED MODULE: ./build/steps/words.js


/** A word as a shell sees it, quotes and escapes still in it. */
const RAW_WORD = /(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*")+/g;
/**
 * Splits a string as a shell does: quotes, escapes, no variables, no globs.
 * @throws Error when a quote is not closed
 */
function splitWords(text) {
    return (0,shlex/* split */.lD)(text);
}
/**
 * Splits as {@link splitWords} and expands braces (`.#{a,b}`) in words without quotes or escapes, as bash does.
 * @throws Error when a quote is not closed
 */
function expandWords(text) {
    splitWords(text);
    const raw = text.match(RAW_WORD) ?? [];
    return raw.flatMap(word => (/['"\\]/.test(word) ? splitWords(word) : (0,esm/* expand */.fT)(word)));
}

;// CONCATENATED MODULE: ./build/steps/options.js



const SHELLS = ['nix-shell', 'develop'];
const COMMANDS = [...SHELLS, 'run'];
const NIX = KINDS.filter(kind => kind !== 'run');
/** Every option of a step; the names are the user's. */
const OPTIONS = {
    name: { kinds: KINDS, allowed: 'A text.', read: options_text(name => ({ name })) },
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
        kinds: KINDS,
        allowed: 'A map of variable names to texts, numbers, true or false.',
        read: value => {
            const env = readEnv(value);
            return env && { env };
        },
    },
    'working-directory': {
        kinds: KINDS,
        allowed: "A folder, relative to the action's working-directory.",
        read: options_text(workingDirectory => ({ workingDirectory })),
    },
    timeout: {
        kinds: KINDS,
        allowed: DURATION_ALLOWED,
        read: options_text(value => {
            const timeout = parseDuration(value);
            return timeout === undefined ? undefined : { timeout };
        }),
    },
    'allow-failure': {
        kinds: KINDS,
        allowed: 'true or false.',
        read: bool(allowFailure => ({ allowFailure })),
    },
    only: {
        kinds: KINDS,
        allowed: 'linux, darwin, or systems such as x86_64-linux, as a list or in one line.',
        read: words(only => (only.length > 0 && only.every(isPlatform) ? { only } : undefined)),
    },
    if: {
        kinds: KINDS,
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
        kinds: KINDS,
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
function listAllowed(example) {
    return `A list of texts, or one text that is split as a shell does, such as ${example}.`;
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
function words(use) {
    return value => {
        if (Array.isArray(value)) {
            return value.every(item => typeof item === 'string') ? use(value) : undefined;
        }
        if (typeof value !== 'string')
            return undefined;
        try {
            return use(splitWords(value));
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
    return plain ? Object.fromEntries(entries.map(([name, item]) => [name, String(item)])) : undefined;
}
function isVariable(name) {
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}
function isPlatform(name) {
    return /^(linux|darwin|\w+-(linux|darwin))$/.test(name);
}

;// CONCATENATED MODULE: ./build/steps/parse.js





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
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines });
    if (document.errors.length > 0) {
        const problems = document.errors.map(error => ({
            where: `steps, line ${lines.linePos(error.pos[0]).line}`,
            value: text.split('\n')[lines.linePos(error.pos[0]).line - 1] ?? '',
            allowed: `This is not valid YAML: ${error.message.split('\n')[0]}`,
        }));
        return { steps: [], problems };
    }
    if (!(0,dist/* isSeq */.oP)(document.contents)) {
        return { steps: [], problems: [{ where: 'steps', value: word, allowed: STEPS_ALLOWED }] };
    }
    const read = document.contents.items.map(item => new StepReader(item, lines, text).read());
    return {
        steps: read.flatMap(({ step }) => (step ? [step] : [])),
        problems: read.flatMap(({ problems }) => problems),
    };
}
const STEPS_ALLOWED = `auto, none, or a YAML list of steps: ${KINDS.join(', ')}.`;
class StepReader {
    #problems = [];
    #node;
    #lines;
    #text;
    constructor(node, lines, text) {
        this.#node = node;
        this.#lines = lines;
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
            return kind && plainStep(kind, this.#nothing(kind, node));
        }
        if (!(0,dist/* isMap */.jh)(node)) {
            this.#problem(node, this.#source(node), `A step is a word or a map. ${STEPS_ALLOWED}`);
            return undefined;
        }
        const pairs = node.items;
        const kinds = pairs.filter(({ key }) => isKind(keyText(key)));
        if (kinds.length > 1) {
            const names = kinds.map(({ key }) => keyText(key)).join(', ');
            this.#problem(node, names, 'A step has one kind; begin the second with a dash of its own.');
            return undefined;
        }
        if (kinds.length === 0) {
            const first = pairs.find(({ key }) => !(keyText(key) in OPTIONS)) ?? pairs[0];
            this.#kind(first ? keyText(first.key) : '{}', first?.key ?? node);
            return undefined;
        }
        const [{ key, value }] = kinds;
        return this.#withOptions(keyText(key), value, pairs);
    }
    #withOptions(kind, value, pairs) {
        const argument = this.#argument(kind, value);
        let options = {};
        for (const pair of pairs) {
            const name = keyText(pair.key);
            if (!isKind(name))
                options = { ...options, ...this.#option(kind, name, pair) };
        }
        return plainStep(kind, argument, { name: defaultName(kind, argument), ...options });
    }
    /** No argument. A `run` of nothing would be a success that tested nothing. */
    #nothing(kind, node) {
        if (kind === 'run')
            this.#problem(node, kind, 'run needs a command: - run: make test');
        return '';
    }
    #argument(kind, value) {
        const isEmpty = (0,dist/* isScalar */.jn)(value) && String(value.value ?? '').trim() === '';
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
                expandWords(value.value);
            }
            catch {
                this.#problem(value, value.value, 'A quote is not closed.');
            }
        }
        return value.value;
    }
    #option(kind, name, { key, value }) {
        const option = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
        if (!option) {
            const names = Object.keys(OPTIONS).filter(it => OPTIONS[it]?.kinds.includes(kind));
            this.#problem(key, name, `${suggest(name, names)}The options of ${kind}: ${names.join(', ')}.`);
            return {};
        }
        if (!option.kinds.includes(kind)) {
            this.#problem(key, name, `It is an option of ${option.kinds.join(', ')}, not of ${kind}.`);
            return {};
        }
        const plain = value === null ? null : value.toJSON();
        const read = option.read(plain);
        if (read === undefined) {
            this.#problem(value ?? key, `${name}: ${this.#source(value)}`, option.allowed);
        }
        return read ?? {};
    }
    #kind(word, node) {
        if (isKind(word))
            return word;
        const start = KINDS.find(kind => word.startsWith(`${kind} `));
        const help = start
            ? `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
            : `${suggest(word, KINDS)}The kinds of steps: ${KINDS.join(', ')}.`;
        this.#problem(node, word, help);
        return undefined;
    }
    #problem(node, value, allowed) {
        const range = node?.range ?? this.#node?.range;
        const line = range ? this.#lines.linePos(range[0]).line : 1;
        this.#problems.push({ where: `steps, line ${line}`, value, allowed });
    }
    #source(node) {
        return node?.range ? this.#text.slice(node.range[0], node.range[1]).trim() : '';
    }
}
/** Commands belong to bash; everything else is split by us. */
const RUN_BY_BASH = ['nix-shell', 'develop', 'run'];
const COMMAND_KINDS = [...RUN_BY_BASH, 'flake-check'];
function isKind(word) {
    return KINDS.includes(word);
}
function keyText(key) {
    return (0,dist/* isScalar */.jn)(key) ? String(key.value) : key.toString();
}
/** `Did you mean …?` where a known name is near enough to be a slip. */
function suggest(word, names) {
    const near = (0,mod/* closest */.kp)(word, names);
    return (0,mod/* distance */.Io)(word, near) <= Math.max(2, word.length / 3) ? `Did you mean ${near}? ` : '';
}

;// CONCATENATED MODULE: ./build/trust/event.js
const DEPENDABOT = 'dependabot[bot]';
/**
 * Reads the facts of an event. Never throws: what is missing or odd is undefined or `unknown`.
 * @param name GITHUB_EVENT_NAME
 * @param payload the event as GitHub sent it
 * @param env for GITHUB_SHA, and GITHUB_REF where the event has no ref
 */
function readEvent(name, payload, env) {
    const event = event_record(payload);
    const repository = readRepository(event.repository);
    const isPull = name === 'pull_request' || name === 'pull_request_target';
    const hasRef = name === 'push' || name === 'workflow_dispatch';
    return {
        name,
        repository,
        ref: (hasRef ? event_text(event.ref) : undefined) ?? event_text(env.GITHUB_REF),
        sha: sha(env.GITHUB_SHA),
        sender: event_text(event_record(event.sender).login),
        pull: isPull ? readPull(event_record(event.pull_request), repository) : undefined,
        workflowRun: name === 'workflow_run' ? readRun(event_record(event.workflow_run), repository) : undefined,
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
    const repository = event_record(value);
    return {
        ...named,
        fork: repository.fork === true,
        private: repository.private !== false,
        defaultBranch: event_text(repository.default_branch),
    };
}
function readPull(pull, repository) {
    const head = event_record(pull.head);
    const base = identity(event_record(pull.base).repo);
    const isOurs = base === undefined || isSame(base, repository);
    return {
        origin: isOurs ? originOf(head.repo, repository) : 'unknown',
        author: event_text(event_record(pull.user).login),
        headSha: sha(head.sha),
        mergeSha: sha(pull.merge_commit_sha),
    };
}
function readRun(run, repository) {
    const event = event_text(run.event);
    return {
        origin: originOfRun(run, event, repository),
        event,
        headSha: sha(run.head_sha),
        // Such a run names no author; these two only ever take trust away.
        fromDependabot: isBot(event_text(event_record(run.actor).login)) ||
            (event_text(run.head_branch)?.startsWith('dependabot/') ?? false),
    };
}
/** Of runs on pull_request_target only the list of their pull requests is proof; GitHub leaves those of forks out of it. */
function originOfRun(run, event, repository) {
    const origin = originOf(run.head_repository, repository);
    const pulls = Array.isArray(run.pull_requests) ? run.pull_requests : [];
    const origins = pulls.map(pull => originOf(event_record(event_record(pull).head).repo, repository));
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
function event_record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function event_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function identity(value) {
    const { id, full_name } = event_record(value);
    const number = Number.isSafeInteger(id) && id > 0 ? id : undefined;
    const fullName = event_text(full_name);
    return number === undefined && fullName === undefined ? undefined : { id: number, fullName };
}

;// CONCATENATED MODULE: ./build/trust/decide.js


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
    const handOut = mayHandOut(input);
    for (const rule of RULES) {
        const refusal = rule(input);
        if (refusal)
            return { trusted: false, handOut, ...refusal };
    }
    const { event, cachixName } = input;
    const reason = `This is ${decide_nameOf(event)} in ${ours(event)} with its own commit checked out, so it may push to ${cachixName}.`;
    return { trusted: true, reason, level: 'info', handOut };
}
/** Also events that we do not know run with secrets: a stranger's code gets none there either. */
function mayHandOut({ event, head }) {
    if (PRIVILEGED_EVENTS.includes(event.name)) {
        return decide_originOf(event) === 'same' && head.length > 0 && head.every(it => isOurs(it, event));
    }
    return LISTED_EVENTS.includes(event.name) || !head.some(it => isStrangers(it, event));
}
function strangersHead({ event, head, hasCredential }) {
    if (!PRIVILEGED_EVENTS.includes(event.name) || decide_originOf(event) === 'same')
        return undefined;
    const isDanger = hasCredential || head.some(it => isStrangers(it, event));
    return {
        reason: `${event.name} runs with this repository's secrets, and ${WHOSE[event.name]} ${FROM[decide_originOf(event)]}: nothing is pushed, and no credential is handed out.`,
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
        reason: `${oneLine(event.name)} runs with this repository's secrets, and ${whatIsOut(foreign)}: nothing is pushed, and no credential is handed out.`,
        level: 'warning',
        hint: 'Check out a commit of this repository, or use pull_request, which has no secrets.',
    };
}
function unlistedEvent({ event }) {
    const inner = event.workflowRun?.event;
    if (inner !== undefined && !FOLLOWED_EVENTS.includes(inner)) {
        const reason = `The run that this one follows began with ${oneLine(inner)}, which strangers may start too, so nothing is pushed.`;
        return { reason, level: 'notice' };
    }
    if (LISTED_EVENTS.includes(event.name))
        return undefined;
    const reason = `${oneLine(event.name) || 'An event without a name'} may be started by strangers too, so nothing is pushed.`;
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
    if (!isDependabot(event))
        return undefined;
    return { reason: 'Dependabot made this change, so nothing is pushed.', level: 'notice' };
}
function neverPush({ push }) {
    return push === 'never'
        ? { reason: 'The input push is never, so nothing is pushed.', level: 'info' }
        : undefined;
}
function otherUpstream({ event, upstream, hasCredential }) {
    if (upstream === '' || isSame(asIdentity(upstream), event.repository))
        return undefined;
    const reason = `Only ${oneLine(upstream)} pushes (input upstream), and this is ${ours(event)}, so nothing is pushed.`;
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
    const where = isOfRef ? ` (${oneLine(event.ref)})` : '';
    const reason = `The input push is default-branch (${oneLine(branch ?? 'which is not known')}), and this is ${decide_nameOf(event)}${where}, so nothing is pushed.`;
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
function decide_originOf({ pull, workflowRun }) {
    return pull?.origin ?? workflowRun?.origin ?? 'unknown';
}
function isOurs({ commit, isTip }, event) {
    return commit !== undefined && (isTip === true || ownCommits(event).includes(commit));
}
/** Known to be no commit of ours, which is more than not known to be one. */
function isStrangers(checkout, event) {
    return checkout.isTip === false && !isOurs(checkout, event);
}
function whatIsOut(checkout) {
    if (!checkout)
        return 'nothing says what is checked out';
    const { folder, commit, trouble } = checkout;
    const where = oneLine(folder);
    if (commit === undefined) {
        return `what is checked out in ${where} is not known (${oneLine(trouble ?? 'no answer')})`;
    }
    const because = trouble ? ` (${oneLine(trouble, 300)})` : '';
    return `commit ${commit.slice(0, 12)}, checked out in ${where}, is not known as this repository's: it is neither the event's nor the tip of a branch${because}`;
}
function asIdentity(upstream) {
    return /^\d+$/.test(upstream)
        ? { id: Number(upstream), fullName: undefined }
        : { id: undefined, fullName: upstream };
}
function ours({ repository }) {
    return oneLine(repository?.fullName ?? `repository ${repository?.id ?? ''}`);
}
/** An event as it stands in a sentence. */
function decide_nameOf({ name }) {
    return name === 'pull_request' || name === 'pull_request_target'
        ? `a pull request (${name})`
        : `a run on ${name}`;
}

;// CONCATENATED MODULE: ./build/inputs.js









const NIX_MODES = ['auto', 'daemon', 'single-user'];
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
    'baseline',
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
        throw new InputError(reader.problems);
    return inputs;
}
class InputReader {
    problems = [];
    #get;
    constructor(get) {
        this.#get = get;
    }
    read() {
        return {
            steps: this.#steps(),
            workingDirectory: this.#text('working-directory') ?? '.',
            nixVersion: this.#matching('nix-version', isVersionRequest, VERSION_ALLOWED),
            nixReleaseUrl: this.#matching('nix-release-url', isReleaseUrl, RELEASE_URL_ALLOWED),
            nixSha256: this.#matching('nix-sha256', isSha256, SHA256_ALLOWED)?.toLowerCase(),
            nixMode: this.#choice('nix-mode', NIX_MODES),
            nixConf: this.#conf(),
            nixPath: this.#text('nix-path') ?? 'auto',
            githubToken: this.#token('github-token'),
            accessTokens: this.#accessTokens(),
            acceptFlakeConfig: this.#bool('accept-flake-config', false),
            keepGoing: this.#bool('keep-going', true),
            timeout: this.#duration('timeout'),
            baseline: this.#choice('baseline', ['auto', 'off']),
            cache: this.#cache(),
        };
    }
    #cache() {
        const requirePush = this.#bool('require-push', false);
        if (requirePush && /^(none|\[\])$/.test(this.#text('steps') ?? '')) {
            const allowed = 'With steps: none post pushes, and post cannot fail a job; leave it out.';
            this.#problem('require-push', 'true', allowed);
        }
        return {
            name: this.#matching('cachix-name', isCacheName, 'The name of a cache at Cachix.') ?? '',
            authToken: new Secret(this.#token('cachix-auth-token') || undefined),
            signingKey: new Secret(this.#signingKey()),
            host: this.#matching('cachix-host', isWebUrl, 'An http or https URL.') ?? 'https://cachix.org',
            extra: this.#extraCaches(),
            upstream: this.#matching('upstream', isRepository, 'owner/name, or a repository id.') ?? '',
            push: this.#choice('push', PUSH_POLICIES),
            allowPublicCache: this.#bool('allow-public-cache', false),
            filter: this.#filter(),
            pushTimeout: this.#duration('push-timeout') ?? 600,
            requirePush,
        };
    }
    #choice(name, choices) {
        const isChoice = (text) => choices.includes(text);
        return (this.#matching(name, isChoice, `One of ${choices.join(', ')}.`) ?? choices[0]);
    }
    #signingKey() {
        const text = this.#token('cachix-signing-key');
        try {
            return text === '' ? undefined : new SigningKey(text);
        }
        catch (error) {
            this.#problem('cachix-signing-key', '(not shown)', explain(error));
            return undefined;
        }
    }
    #filter() {
        const text = this.#text('push-filter');
        try {
            return text === undefined ? undefined : new RegExp(text);
        }
        catch (error) {
            this.#problem('push-filter', text ?? '', `A regular expression. ${error.message}.`);
            return undefined;
        }
    }
    #extraCaches() {
        const lines = this.#get('extra-caches').split('\n');
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
            this.#problem(`extra-caches, line ${index + 1}`, line.trim(), allowed);
            return [];
        });
    }
    #text(name) {
        const text = this.#get(name).trim();
        return text === '' ? undefined : text;
    }
    #matching(name, is, allowed) {
        const text = this.#text(name);
        if (text === undefined || is(text))
            return text;
        this.#problem(name, text, allowed);
        return undefined;
    }
    #bool(name, otherwise) {
        const text = this.#matching(name, it => /^(true|false)$/i.test(it), 'true or false.');
        return text === undefined ? otherwise : text.toLowerCase() === 'true';
    }
    #duration(name) {
        const isDuration = (text) => parseDuration(text) !== undefined;
        return parseDuration(this.#matching(name, isDuration, DURATION_ALLOWED) ?? '');
    }
    #steps() {
        const { steps, problems } = parseSteps(this.#get('steps'));
        this.problems.push(...problems);
        return steps;
    }
    #conf() {
        const { settings, bad } = parseConf(this.#get('nix-conf'));
        for (const { line, text } of bad) {
            const shown = SECRET_SETTINGS.some(name => text.includes(name)) ? '(not shown)' : text;
            this.#problem(`nix-conf, line ${line}`, shown, 'A line is name = value, as in nix.conf.');
        }
        for (const { name } of settings.filter(it => SECRET_SETTINGS.includes(baseName(it.name)))) {
            this.#problem('nix-conf', name, 'A credential belongs in the input access-tokens.');
        }
        return settings;
    }
    #token(name) {
        const token = this.#text(name) ?? '';
        if (/\s/.test(token)) {
            this.#problem(name, '(not shown)', 'A token has no white space in it.');
        }
        return token;
    }
    #accessTokens() {
        const lines = this.#get('access-tokens').split('\n');
        return lines.flatMap((line, index) => {
            // A secret that a fork does not have leaves `host=`.
            if (/^([^\s=]+=)?$/.test(line.trim()))
                return [];
            const match = /^([\w.-]+(?::\d+)?(?:\/[\w./-]*)?)=(\S+)$/.exec(line.trim());
            if (match)
                return [{ host: match[1] ?? '', token: match[2] ?? '' }];
            const allowed = 'One host=token a line, such as gitlab.com=PAT:the-token.';
            this.#problem(`access-tokens, line ${index + 1}`, '(not shown)', allowed);
            return [];
        });
    }
    #problem(where, value, allowed) {
        this.problems.push({ where, value, allowed });
    }
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

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
;// CONCATENATED MODULE: ./build/secrets.js

const SECRET_VARIABLES = [
    'INPUT_CACHIX-AUTH-TOKEN',
    'INPUT_CACHIX-SIGNING-KEY',
    'CACHIX_AUTH_TOKEN',
    'CACHIX_SIGNING_KEY',
];
/** Before anything is printed that could hold one. */
function maskSecrets(inputs, env) {
    const { githubToken, accessTokens, nixReleaseUrl = '', cache } = inputs;
    const secrets = [
        githubToken,
        ...accessTokens.map(({ token }) => token),
        ...SECRET_VARIABLES.map(name => env[name] ?? ''),
        ...[nixReleaseUrl, ...cache.extra.map(it => ('url' in it ? it.url : ''))].map(passwordOf),
    ];
    for (const secret of secrets) {
        if (secret.trim() !== '')
            core/* setSecret */.Pq(secret.trim());
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

;// CONCATENATED MODULE: ./build/nix/log/text.js
/**
 * The text of a record, still as bytes of the stream: most lines of a build are never looked at, so they are decoded
 * only by who wants them. Valid during the call that hands it over.
 */
class Text {
    bytes = Buffer.alloc(0);
    from = 0;
    to = 0;
    /** Whether it holds escapes of JSON. */
    isEscaped = false;
    /** Whether every byte is a character. */
    isAscii = true;
    /** A text that is a string already. */
    static of(text) {
        const made = new Text();
        made.bytes = Buffer.from(text);
        made.to = made.bytes.length;
        made.isAscii = false;
        return made;
    }
    toString() {
        return decode(this.bytes, this.from, this.to, this.isEscaped, this.isAscii);
    }
}
/** Bytes of a JSON string, without its quotes, as text; what is cut or invalid is left out. */
function decode(bytes, from, to, isEscaped, isAscii) {
    const raw = bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
    return isEscaped ? unescapeJson(raw) : raw;
}
/** Turns the escapes of JSON into what they stand for; an escape that is cut off at the end is left out. */
function unescapeJson(raw) {
    // The longest is a pair of \uXXXX.
    for (let cut = 0; cut <= 12 && cut <= raw.length; cut++) {
        try {
            return JSON.parse(`"${cut === 0 ? raw : raw.slice(0, -cut)}"`);
        }
        catch { }
    }
    return raw;
}

;// CONCATENATED MODULE: ./build/nix/log/records.js

/** The protocol's types of activities that something is made of. (logging.hh) */
const ACTIVITY = {
    unknown: 0,
    copyPath: 100,
    fileTransfer: 101,
    realise: 102,
    copyPaths: 103,
    builds: 104,
    build: 105,
    substitute: 108,
    postBuildHook: 110,
    buildWaiting: 111,
    fetchTree: 112,
};
/** The protocol's types of results. (logging.hh) */
const RESULT = {
    buildLogLine: 101,
    setPhase: 104,
    progress: 105,
    setExpected: 106,
    postBuildLogLine: 107,
    determinateBuildResult: 110,
};
/** Nix's log levels; 3 is what plain Nix shows without -v. (logging.hh) */
const LEVEL = { error: 0, warn: 1, notice: 2, info: 3 };
/** A 64 bit id as JSON has it. Text in JSON has its quotes escaped, so that this matches outside of strings only. */
const IDS = /"(id|parent)":(\d{1,20})(?=[,}])/g;
/**
 * One record of the log told to `records`, without the fast ways of the reader.
 * @param json what stands behind `@nix `
 * @param id numbers an id
 * @returns whether it was a record
 */
function tellRecord(json, id, records) {
    const record = parse(json);
    if (!record)
        return false;
    const number = typeof record.id === 'string' ? id(record.id) : undefined;
    if (record.action === 'msg')
        return tellMessage(record, records);
    if (number === undefined)
        return false;
    if (record.action === 'stop')
        records.stop(number);
    else if (record.action === 'start')
        records.start(startOf(record, number, id));
    else if (record.action === 'result') {
        tellResult(record, number, records);
    }
    else
        return false;
    return true;
}
function tellResult({ type, fields, payload }, id, records) {
    const number = integer(type) ?? -1;
    const list = Array.isArray(fields) ? fields : [];
    const [a, b = 0, c = 0, d = 0] = list;
    if (typeof a === 'string' && list.length === 1)
        records.text(id, number, Text.of(a));
    else if (list.length <= 4 && isNumbers([a, b, c, d]))
        records.numbers(id, number, ...[a, b, c, d]);
    else
        records.result(id, number, list, payload);
}
function isNumbers(values) {
    return values.every(value => typeof value === 'number');
}
function parse(json) {
    try {
        const value = JSON.parse(json.replace(IDS, '"$1":"$2"'));
        return typeof value === 'object' && value !== null
            ? value
            : undefined;
    }
    catch {
        return undefined;
    }
}
function startOf({ type, level, text, parent, fields }, id, number) {
    return {
        id,
        type: integer(type) ?? ACTIVITY.unknown,
        level: integer(level) ?? LEVEL.info,
        text: typeof text === 'string' ? text : '',
        parent: typeof parent === 'string' && parent !== '0' ? number(parent) : undefined,
        fields: Array.isArray(fields) ? fields : [],
    };
}
function tellMessage(record, records) {
    const { level, msg, file, line, column } = record;
    if (typeof msg !== 'string')
        return false;
    const place = typeof file === 'string' ? placeOf(file, integer(line), integer(column)) : {};
    records.message({ level: integer(level) ?? LEVEL.info, text: msg, ...place });
    return true;
}
/** From 2.20 on `file` holds `path:line:column`; where there is none, it is null or `«none»:0`. */
function placeOf(file, line, column) {
    const path = file.replace(/:\d+(:\d+)?$/, '');
    if (path === '' || path === '«none»')
        return {};
    return {
        file: path,
        ...(line ? { line } : {}),
        ...(column ? { column } : {}),
    };
}
function integer(value) {
    return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

;// CONCATENATED MODULE: ./build/nix/log/ring.js

const ESCAPED = 1;
const ASCII = 2;
/** The last lines of a build, as bytes until somebody wants them: most builds go well, and nobody does. */
class Ring {
    #lines;
    #width;
    #bytes = Buffer.allocUnsafeSlow(2048);
    #ends;
    #flags;
    #count = 0;
    #used = 0;
    /**
     * @param lines how many are kept
     * @param width how many characters of a line are kept
     */
    constructor(lines = 40, width = 1000) {
        this.#lines = lines;
        this.#width = width;
        this.#ends = new Int32Array(2 * lines);
        this.#flags = new Uint8Array(2 * lines);
    }
    /** Bytes that are taken. */
    get size() {
        return this.#used;
    }
    /** Lines that are held; up to twice as many as are given. */
    get count() {
        return this.#count;
    }
    clear() {
        this.#count = 0;
        this.#used = 0;
    }
    push(text) {
        const size = text.to - text.from;
        const length = Math.min(size, this.#most);
        if (this.#count === 2 * this.#lines || this.#used + length > this.#bytes.length)
            this.#room(length);
        const { bytes, from } = text;
        const [to, used] = [this.#bytes, this.#used];
        if (length > 64)
            bytes.copy(to, used, from, from + length);
        else
            for (let i = 0; i < length; i++)
                to[used + i] = bytes[from + i];
        this.#used = used + length;
        this.#flags[this.#count] = (text.isEscaped ? ESCAPED : 0) | (text.isAscii ? ASCII : 0);
        this.#ends[this.#count++] = this.#used;
    }
    /** The lines as text, oldest first. */
    lines() {
        const lines = [];
        for (let i = Math.max(0, this.#count - this.#lines); i < this.#count; i++) {
            const flags = this.#flags[i];
            const [from, to] = [this.#start(i), this.#ends[i]];
            const text = decode(this.#bytes, from, to, (flags & ESCAPED) > 0, (flags & ASCII) > 0);
            const isCut = text.length > this.#width || to - from === this.#most;
            lines.push(isCut ? `${text.slice(0, this.#width)}…` : text);
        }
        return lines;
    }
    /** Bytes that hold the widest line: a character has six at most. */
    get #most() {
        return 6 * this.#width;
    }
    #start(line) {
        return line === 0 ? 0 : this.#ends[line - 1];
    }
    /** Forgets the lines that are too old, and grows if that is not enough. */
    #room(length) {
        const old = this.#count - this.#lines;
        if (old > 0) {
            const start = this.#start(old);
            this.#bytes.copyWithin(0, start, this.#used);
            for (let i = 0; i < this.#lines; i++)
                this.#ends[i] = this.#ends[i + old] - start;
            this.#flags.copyWithin(0, old, this.#count);
            this.#count = this.#lines;
            this.#used -= start;
        }
        let size = this.#bytes.length;
        while (this.#used + length > size)
            size *= 2;
        if (size === this.#bytes.length)
            return;
        const grown = Buffer.allocUnsafeSlow(size);
        this.#bytes.copy(grown, 0, 0, this.#used);
        this.#bytes = grown;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/live.js


/** Lines and bytes of one build that wait for its end; then they are shown as they are. */
const BLOCK_LINES = 200;
const BLOCK_SIZE = 1 << 18;
/** Milliseconds without a line after which one says what is running. */
const SILENCE = 30_000;
/** How many builds and downloads a heartbeat names. */
const NAMED = 4;
/**
 * What a reader of the live log sees. One build at a time has the log for itself; what others print meanwhile is shown
 * in one block when they end, so that the lines of two builds are not mixed. No line is lost, and none waits for long.
 */
class LiveLog {
    #show;
    #blocks = new Map();
    /** The build whose lines are shown as they come. */
    #speaker;
    #now;
    #shownAt;
    /**
     * @param show told of each line
     * @param now milliseconds
     */
    constructor(show, now) {
        this.#show = show;
        this.#now = now;
        this.#shownAt = now;
    }
    /** When what is told next came. */
    set now(now) {
        this.#now = now;
    }
    /** A line or a message of several lines. */
    say(text) {
        this.#shownAt = this.#now;
        this.#show(text);
    }
    /** Shown where plain Nix shows it. */
    atLevel(level, text) {
        if (text !== '' && level <= LEVEL.info)
            this.say(text);
    }
    /** A line that a builder printed. */
    line(build, line) {
        this.#speaker ??= build;
        const block = this.#blocks.get(build);
        if (this.#speaker === build) {
            if (block)
                this.#flush(build, block);
            this.say(`${build.name}> ${line}`);
            return;
        }
        const waiting = block ?? new Ring(BLOCK_LINES, Number.POSITIVE_INFINITY);
        if (!block)
            this.#blocks.set(build, waiting);
        waiting.push(line);
        if (waiting.count >= BLOCK_LINES || waiting.size > BLOCK_SIZE) {
            for (const each of waiting.lines())
                this.say(`${build.name}> ${each}`);
            waiting.clear();
        }
    }
    /** Shows what waits of builds that have ended. To be called when one may have. */
    ended() {
        if (this.#speaker && isOver(this.#speaker))
            this.#speaker = undefined;
        for (const [build, block] of this.#blocks)
            if (isOver(build))
                this.#flush(build, block);
    }
    /** Shows all that waits: nobody knows which build has ended, or nothing more comes. */
    flush() {
        for (const [build, block] of this.#blocks)
            this.#flush(build, block);
        this.#speaker = undefined;
    }
    /**
     * To be called every few seconds: after half a minute without a line, shows what waits, or else one line that names
     * what is running.
     */
    heartbeat(now, builds, fetches) {
        this.#now = now;
        if (now - this.#shownAt < SILENCE)
            return;
        if (this.#blocks.size > 0)
            this.flush();
        else
            this.say(live_describe(now, builds, fetches));
    }
    #flush(build, block) {
        this.#blocks.delete(build);
        for (const line of block.lines())
            this.say(`${build.name}> ${line}`);
    }
}
function isOver({ end, stopAt, isNamed }) {
    return end !== undefined || stopAt !== undefined || isNamed;
}
function live_describe(now, builds, fetches) {
    const parts = [
        ...live_list(builds.map(build => building(build, now))).map(text => `building ${text}`),
        ...live_list(fetches.map(({ path }) => path.replace(/^\/nix\/store\/[^-]+-/, ''))).map(text => `downloading ${text}`),
    ];
    return parts.length > 0 ? `… ${parts.join('; ')}` : '… evaluating, or waiting for an answer';
}
function building({ name, start, phases }, now) {
    const phase = phases.at(-1)?.name;
    return `${name} (${phase ? `${phase}, ` : ''}${Math.round((now - start) / 1000)} s)`;
}
function live_list(names) {
    if (names.length === 0)
        return [];
    const more = names.length - NAMED;
    return [`${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

;// CONCATENATED MODULE: ./build/nix/log/build.js

/** A build on its way. */
class BuildState {
    derivation;
    name;
    machine;
    start;
    end = undefined;
    isEndGuessed = false;
    hookStart = undefined;
    hook = 0;
    status = 'running';
    /** Whether an error of Nix names it. */
    isNamed = false;
    phases = [];
    /** The numbers of the records of its beginning, of its last sign of life, and of its stop. */
    startRecord;
    lastRecord;
    stopRecord = undefined;
    /** When the last sign of life and the stop came. */
    lastAt;
    stopAt = undefined;
    /** The stop came with those of everything else, and says nothing of the build. */
    isStopLate = false;
    #ring;
    #tail = [];
    constructor(derivation, machine, at, record) {
        this.derivation = derivation;
        this.name = derivationName(derivation);
        this.machine = machine;
        this.start = at;
        this.lastAt = at;
        this.startRecord = record;
        this.lastRecord = record;
    }
    line(text, at, record) {
        this.lastAt = at;
        this.lastRecord = record;
        this.#ring ??= new Ring();
        this.#ring.push(text);
    }
    phase(name, at, record) {
        this.lastAt = at;
        this.lastRecord = record;
        const last = this.phases.at(-1);
        if (last)
            last.end = at;
        this.phases.push({ name, start: at, end: undefined });
    }
    finish(status, end, isGuessed = false) {
        if (this.end === undefined)
            this.end = Math.max(this.start, end);
        this.isEndGuessed = isGuessed;
        // An error that names it has told more.
        if (!this.isNamed)
            this.status = status;
        const last = this.phases.at(-1);
        if (last && last.end === undefined)
            last.end = Math.max(last.start, this.end);
        if (this.status !== 'built')
            this.#tail = this.tail();
        this.#ring = undefined;
    }
    /** Keeps less of the lines, where there are very many failed builds. */
    shorten(lines) {
        this.#tail = this.#tail.slice(-lines);
    }
    tail() {
        return this.#ring?.lines() ?? this.#tail;
    }
}
const NAME = /\/nix\/store\/[0-9a-df-np-sv-z]{32}-([^'\s^!]+)\.drv/;
/** The name of a derivation: what stands between the hash and `.drv`. */
function derivationName(path) {
    return NAME.exec(path)?.[1] ?? path;
}

;// CONCATENATED MODULE: ./build/nix/log/ends.js
/** Records within which a stop or an error still belongs to an end. */
const NEAR = 8;
/** Ends that may be left open at a time. */
const OPEN_ENDS = 64;
/** Milliseconds within which a build has just shown a sign of life. */
const LIVELY = 50;
/** Milliseconds by which the store's registration times, which are whole seconds, may differ. */
const REGISTRATION = 1500;
/**
 * Finds out when builds ended. Before 2.30 Nix says of top-level builds that they stopped when everything has, so that
 * the counters of running builds are read instead: they say at once that one ended, but not which. One that goes on
 * printing was not it; neither is one that ended otherwise. What is left open is settled at the end.
 */
class Ends {
    /** Builds whose end is not known, in the order of their start. */
    open = [];
    #ends = [];
    /** Builds that have stopped, in an unbroken row of stops. */
    #stops = [];
    /** Builds whose end is known from elsewhere, and whose count is still to come. */
    #uncounted = new Set();
    /** Whether a build has ended, and the log does not tell which. */
    get isUnsure() {
        return this.#ends.length > 0;
    }
    add(build) {
        this.open.push(build);
    }
    /** The counter of running builds fell by one. */
    counted(end) {
        const [known] = end.ok === false ? [] : this.#uncounted;
        if (known) {
            this.#uncounted.delete(known);
            return;
        }
        this.#ends.push(end);
        this.#eliminate();
        if (this.#ends.length > OPEN_ENDS)
            this.#settleFirst(new Map());
    }
    /** The build is known to have ended now: its post-build hook began, or its result came. */
    ended(build, at, record) {
        if (!this.open.includes(build))
            return;
        if (this.#near(build, record, true))
            return;
        this.#remove(build);
        this.#uncounted.add(build);
        build.finish('built', at);
    }
    /** An error names the build. */
    failed(build, record) {
        if (this.open.includes(build))
            this.#near(build, record, false);
    }
    stopped(build) {
        this.#uncounted.delete(build);
        if (this.open.includes(build))
            this.#stops.push(build);
    }
    /** What stopped before was the end of everything. */
    allStopped() {
        for (const build of this.#stops)
            build.isStopLate = true;
        this.#stops = [];
    }
    /** Something else than a stop came: what stopped before did so for itself. To be called often. */
    wentOn() {
        if (this.#stops.length === 0)
            return;
        const stops = this.#stops;
        this.#stops = [];
        for (const build of stops) {
            if (this.open.includes(build))
                this.#near(build, build.stopRecord ?? 0, undefined);
        }
    }
    /**
     * Nothing more comes.
     * @param registered when the store registered a derivation's outputs, where that was asked
     */
    settle(registered) {
        this.wentOn();
        while (this.#ends.length > 0)
            this.#settleFirst(registered);
    }
    /** Gives the build the last open end, if it came just before. */
    #near(build, record, ok) {
        const end = this.#ends.findLast(it => isPossible(build, it));
        if (!end || record - end.record > NEAR)
            return false;
        if (ok !== undefined && end.ok !== undefined && end.ok !== ok)
            return false;
        this.#resolve(build, end, false);
        this.#eliminate();
        return true;
    }
    /** Ends that only one build can have had. */
    #eliminate() {
        for (let i = 0; i < this.#ends.length; i++) {
            const end = this.#ends[i];
            const possible = this.open.filter(build => isPossible(build, end));
            if (possible.length > 1)
                continue;
            const [only] = possible;
            if (only)
                this.#resolve(only, end, false);
            else
                this.#ends.splice(i, 1);
            i = -1;
        }
    }
    #settleFirst(registered) {
        const [end, next] = this.#ends;
        if (!end)
            return;
        const possible = this.open.filter(build => isPossible(build, end));
        const build = likeliest(possible, end, next?.record ?? Number.POSITIVE_INFINITY, registered);
        if (build)
            this.#resolve(build, end, possible.length > 1);
        else
            this.#ends.shift();
        this.#eliminate();
    }
    #resolve(build, end, isGuessed) {
        this.#ends.splice(this.#ends.indexOf(end), 1);
        this.#remove(build);
        const status = end.ok === undefined ? 'cancelled' : end.ok ? 'built' : 'failed';
        build.finish(status, end.at, isGuessed);
    }
    #remove(build) {
        const at = this.open.indexOf(build);
        if (at >= 0)
            this.open.splice(at, 1);
    }
}
/** Nothing comes from a build after its end; what an error names did not end well. */
function isPossible(build, { record, ok }) {
    if (build.startRecord > record || build.lastRecord > record)
        return false;
    if (!build.isStopLate && (build.stopRecord ?? Number.POSITIVE_INFINITY) < record)
        return false;
    return !(build.isNamed && ok === true);
}
function likeliest(builds, end, nextEnd, registered) {
    const named = end.ok === false ? builds.filter(({ isNamed }) => isNamed) : [];
    const from = named.length > 0 ? named : builds;
    const stopped = from.find(it => !it.isStopLate && (it.stopRecord ?? nextEnd) < nextEnd);
    return stopped ?? nearestRegistered(from, end, registered) ?? quietest(from, end);
}
function nearestRegistered(builds, { at }, registered) {
    let best;
    let distance = REGISTRATION;
    for (const build of builds) {
        const time = registered.get(build.derivation);
        if (time === undefined || Math.abs(time - at) >= distance)
            continue;
        best = build;
        distance = Math.abs(time - at);
    }
    return best;
}
/**
 * Builds tend to print until they end: the one that printed or began last. Of those that are silent for the same time,
 * the one that began first.
 */
function quietest(builds, { at }) {
    let [best] = builds;
    for (const build of builds) {
        if (!best)
            break;
        const [silence, least] = [at - build.lastAt, at - best.lastAt];
        const isLater = least < LIVELY && build.lastRecord > best.lastRecord;
        if (silence < least * 0.95 || (silence < LIVELY && isLater))
            best = build;
    }
    return best;
}

;// CONCATENATED MODULE: ./build/nix/log/builds.js


/** Characters of the last lines of failed builds that are kept in all, and lines of a build beyond that. */
const TAILS = 16 << 20;
const SHORT_TAIL = 3;
const STORE = '/nix/store/';
/** Every build of a log. */
class Builds {
    all = [];
    #byDerivation = new Map();
    #byHook = new Map();
    #ends = new Ends();
    #counters = new Map();
    #hasCounts = false;
    #hasNamelessTimeout = false;
    #tails = 0;
    /** @returns the build, and whether it is a new one: a remote builder tells of its own build of the same derivation. */
    start({ fields }, at, record) {
        const [derivation, machine] = fields;
        if (typeof derivation !== 'string')
            return undefined;
        this.#ends.wentOn();
        const known = this.#byDerivation.get(derivation);
        if (known && known.end === undefined && known.stopAt === undefined) {
            return { build: known, isNew: false };
        }
        const build = new BuildState(derivation, typeof machine === 'string' ? machine : '', at, record);
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        this.#ends.add(build);
        return { build, isNew: true };
    }
    stop(build, at, record) {
        build.stopAt = at;
        build.stopRecord = record;
        this.#ends.stopped(build);
    }
    /** Progress of a Builds activity. */
    count(id, done, running, failed, at, record) {
        this.#ends.wentOn();
        const last = this.#counters.get(id) ?? { done: 0, running: 0, failed: 0 };
        let [built, broken] = [done - last.done, failed - last.failed];
        const ended = Math.min(last.running - running, this.all.length);
        for (let i = 0; i < ended; i++) {
            this.#hasCounts = true;
            const ok = built-- > 0 ? true : broken-- > 0 ? false : undefined;
            this.#ends.counted({ at, record, ok });
        }
        this.#counters.set(id, { done, running, failed });
    }
    /** A Builds activity stops, and with it everything that stopped just before. */
    allStopped() {
        this.#ends.allStopped();
    }
    /** A record that is no stop. */
    wentOn() {
        this.#ends.wentOn();
    }
    hookStart(id, derivation, at, record) {
        const build = typeof derivation === 'string' ? this.#byDerivation.get(derivation) : undefined;
        if (!build)
            return;
        build.hookStart = at;
        this.#byHook.set(id, build);
        this.#ends.ended(build, at, record);
    }
    hookStop(id, at) {
        const build = this.#byHook.get(id);
        if (build?.hookStart !== undefined)
            build.hook += at - build.hookStart;
        this.#byHook.delete(id);
    }
    /** The result of a build as Determinate Nix tells it. */
    result(payload, at, record) {
        const told = payload;
        const base = told?.path?.drvPath;
        if (told?.status !== 'Built' || typeof base !== 'string')
            return;
        const build = this.#byDerivation.get(base.startsWith(STORE) ? base : STORE + base);
        if (build)
            this.#ends.ended(build, at, record);
    }
    /** An error of Nix. */
    error(error, at, record) {
        const status = statusOf(error);
        if (!status)
            return;
        if (error.derivation === undefined) {
            this.#hasNamelessTimeout ||= status === 'timeout';
            return;
        }
        const build = this.#byDerivation.get(error.derivation) ?? this.#unstarted(error.derivation, at, record);
        build.isNamed = true;
        build.status = status;
        this.#ends.failed(build, record);
    }
    get(derivation) {
        return this.#byDerivation.get(derivation);
    }
    /** The builds that run, by what is known so far. */
    get running() {
        return this.#ends.open;
    }
    /** Whether a build has ended, and the log does not tell which. */
    get isUnsure() {
        return this.#ends.isUnsure;
    }
    finish({ at, cancelled, timedOut, registered }, wasInterrupted) {
        this.#ends.settle(registered ?? new Map());
        const isEnded = cancelled || timedOut || wasInterrupted || this.#hasCounts;
        for (const build of [...this.#ends.open]) {
            const isOver = build.stopAt !== undefined && !isEnded;
            const status = isOver ? 'built' : timedOut ? 'timeout' : 'cancelled';
            build.finish(status, build.stopAt ?? at);
        }
        this.#ends.open.length = 0;
        for (const build of this.all)
            this.#close(build);
    }
    /** One that never began: it lacks a dependency, or a machine. */
    #unstarted(derivation, at, record) {
        const build = new BuildState(derivation, '', at, record);
        build.end = at;
        this.all.push(build);
        this.#byDerivation.set(derivation, build);
        return build;
    }
    #close(build) {
        // From 2.34 on the error does not say which build it was.
        if (this.#hasNamelessTimeout && build.status === 'failed' && !build.isNamed) {
            build.status = 'timeout';
        }
        for (const line of build.tail())
            this.#tails += line.length;
        if (this.#tails > TAILS)
            build.shorten(SHORT_TAIL);
    }
}
function statusOf({ kind }) {
    if (kind === 'dependency')
        return 'dependency-failed';
    if (kind === 'timeout')
        return 'timeout';
    return kind === 'build' || kind === 'hash-mismatch' || kind === 'system' ? 'failed' : undefined;
}

;// CONCATENATED MODULE: ./build/nix/log/errors.js
const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const DRV = "(/nix/store/[0-9a-df-np-sv-z]{32}-[^'\\s^!]+\\.drv)";
/** Until 2.28, and from 2.29. */
const FAILED = new RegExp(`(?:builder for '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: builder) (failed|died)(?: with exit code (\\d+)| due to signal (\\d+))?`);
const DEPENDENCY = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: \\d+ dependenc(?:y|ies) failed|\\d+ dependencies of derivation '${DRV}' failed`);
const HASH = new RegExp(`hash mismatch in fixed-output derivation '${DRV}':\\s+specified: +(\\S+)\\s+got: +(\\S+)`);
const TIMEOUT = new RegExp(`(?:building of '${DRV}[^']*' from \\.drv file )?timed out after (\\d+) seconds( of silence)?`);
const SYSTEM = new RegExp(`is required to build '${DRV}'|Cannot build '${DRV}'\\.\\s+Reason: (?:required system|platform mismatch|missing system|local builds)`);
const OTHER_BUILD = new RegExp(`Cannot build '${DRV}'\\.\\s+Reason: `);
const AGGREGATE = /^error: build of '[^']+'(?:, '[^']+')* failed$|^error: some errors were encountered/;
const INTERRUPTED = /^error: interrupted by the user/;
const ATTRIBUTE = /failed to build attribute '([^']+)'/;
const CHECKING = /while checking (?!flake output)[a-zA-Z ]+ '([^']+)'/g;
/** The end of a builder's log inside an error, as a daemon sends it. */
const QUOTED_LOG = /;?\n\s+last \d+ log lines:(\n\s+>.*)*(\n\s+For full logs, run.*(\n\s+nix log .*)?)?/i;
/** A text without colours. */
function withoutColours(text) {
    return text.includes('\x1b') ? text.replace(ANSI, '') : text;
}
/** An error without the log of a builder that it quotes. */
function withoutQuotedLog(text) {
    return text.replace(QUOTED_LOG, '');
}
/**
 * What a message of level 0 says. Undefined where it is no error: traces of the evaluation have that level too.
 * @param at milliseconds
 */
function readError(message, at) {
    const text = withoutColours(message.text);
    if (message.level !== 0 || !/^error( \(ignored\))?:/.test(text))
        return undefined;
    const isIgnored = text.startsWith('error (ignored)');
    const { file, line, column } = message;
    const attribute = ATTRIBUTE.exec(text)?.[1] ?? [...text.matchAll(CHECKING)].at(-1)?.[1];
    return {
        ...classify(text.replace(/^error \(ignored\): (?=error:)/, '')),
        text,
        at,
        isIgnored,
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
        ...(attribute === undefined ? {} : { attribute }),
    };
}
function classify(text) {
    const failed = FAILED.exec(text);
    if (failed)
        return build(failed);
    const hash = HASH.exec(text);
    if (hash)
        return said('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' });
    const dependency = DEPENDENCY.exec(text);
    if (dependency)
        return said('dependency', dependency[1] ?? dependency[2]);
    const timeout = TIMEOUT.exec(text);
    if (timeout) {
        const isSilence = timeout[3] !== undefined;
        return said('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence });
    }
    const system = SYSTEM.exec(text);
    if (system)
        return said('system', system[1] ?? system[2]);
    const other = OTHER_BUILD.exec(text);
    if (other)
        return said('build', other[1]);
    if (AGGREGATE.test(text))
        return { kind: 'aggregate' };
    return { kind: INTERRUPTED.test(text) ? 'interrupted' : 'other' };
}
function build([, before, after, , exitCode, signal]) {
    return said('build', before ?? after, {
        ...(exitCode ? { exitCode: Number(exitCode) } : {}),
        ...(signal ? { signal: Number(signal) } : {}),
    });
}
function said(kind, derivation, more = {}) {
    return { kind, ...(derivation === undefined ? {} : { derivation }), ...more };
}

;// CONCATENATED MODULE: ./build/nix/log/evaluation.js
/** From 2.20 on the attributes of a flake check stand in quotes or not, by what they are. */
const evaluation_CHECKING = /^checking (flake output|derivation|[A-Za-z][A-Za-z ]*?) '?((?:[^' ]|"[^"]*")+)'?$/s;
const EVALUATING = /^evaluating derivation '([^']+)'$/;
const EVALUATED_TO = /^derivation evaluated to (\/nix\/store\/\S+\.drv)$/;
const SOURCE = /^(?:fetching|downloading|unpacking|copying '[^']*' to the store|getting Git)/;
/** What evaluation took: as a whole, and of each attribute. */
class Evaluation {
    all = [];
    sources = [];
    #began;
    #open = new Map();
    #stack = [];
    #whole;
    /** When Nix began to ask and build, where no activity tells of the evaluation. */
    #work;
    /** @param began when Nix was started */
    constructor(began) {
        this.#began = began;
    }
    /** A type 0 activity, which is known by its text alone, or one that fetches a source. */
    start({ id, text }, now) {
        if (text === 'evaluating flake') {
            this.#whole ??= span(now);
            this.#begin(id, this.#whole);
            return;
        }
        if (text === 'querying info about missing paths')
            this.worked(now);
        const installable = EVALUATING.exec(text)?.[1];
        const checking = evaluation_CHECKING.exec(text);
        const [kind, name] = installable ? ['derivation', installable] : (checking?.slice(1) ?? []);
        if (kind && name) {
            const evaluated = { kind, name, ...span(now), derivation: undefined };
            this.all.push(evaluated);
            this.#stack.push(evaluated);
            this.#begin(id, evaluated);
        }
        else if (SOURCE.test(text))
            this.source(id, text, now);
    }
    source(id, text, now) {
        const source = { text, ...span(now) };
        this.sources.push(source);
        this.#begin(id, source);
    }
    /** Nix begins to ask for paths or to build. */
    worked(now) {
        this.#work ??= now;
    }
    stop(id, now) {
        const open = this.#open.get(id);
        if (!open)
            return;
        open.end = now;
        this.#open.delete(id);
        const at = this.#stack.indexOf(open);
        if (at >= 0)
            this.#stack.splice(at, 1);
    }
    message(text) {
        const derivation = EVALUATED_TO.exec(text)?.[1];
        const evaluated = this.#stack.at(-1);
        if (derivation && evaluated)
            evaluated.derivation = derivation;
    }
    /** The attribute that is looked at, or the last one where it did not evaluate. */
    get attribute() {
        const at = this.#stack.findLast(({ kind }) => kind !== 'flake output') ?? this.all.at(-1);
        return at?.kind === 'derivation' && !at.derivation ? at.name : undefined;
    }
    /** From the first to the last moment of evaluation. @param now the end of the log */
    whole(now) {
        if (this.#whole)
            return { start: this.#whole.start, end: this.#whole.end ?? now };
        const installables = this.all.filter(({ kind }) => kind === 'derivation');
        if (installables.length === 0)
            return { start: this.#began, end: this.#work ?? now };
        return {
            start: Math.min(...installables.map(({ start }) => start)),
            end: Math.max(...installables.map(({ end }) => end ?? now)),
        };
    }
    #begin(id, span) {
        this.#open.set(id, span);
    }
}
function span(start) {
    return { start, end: undefined };
}

;// CONCATENATED MODULE: ./build/nix/log/fetches.js

/** Bytes by which the last progress of a whole download may be short. */
const fetches_PIECE = 1 << 16;
/**
 * Downloads by the activities Substitute, CopyPath and FileTransfer. From 2.18 on they name their parents; before, a
 * copy belongs to the download of the same path, and a transfer to the copy that began last and has none.
 */
class Fetches {
    all = [];
    #open = new Map();
    #byPath = new Map();
    #counters = new Map();
    /** Copies that wait for their transfer. */
    #bare = new Map();
    /** Whether a download is under way. */
    get running() {
        return [...new Set(this.#byPath.values())];
    }
    /** @returns whose progress the activity's is, if any. */
    start(record, now) {
        if (record.type === ACTIVITY.substitute)
            this.#substitute(record, now);
        if (record.type === ACTIVITY.copyPath)
            return this.#copy(record, now);
        if (record.type === ACTIVITY.fileTransfer)
            return this.#transfer(record);
        return undefined;
    }
    stop(id, now) {
        const counter = this.#counters.get(id);
        if (counter)
            this.#count(id, counter);
        const fetch = this.#open.get(id);
        if (!fetch)
            return;
        this.#open.delete(id);
        // A copy inside of a download ends before it.
        if (counter && [...this.#open.values()].includes(fetch))
            return;
        fetch.end = now;
        this.#byPath.delete(fetch.path);
    }
    #substitute({ id, fields }, now) {
        const [path, cache] = fields;
        if (typeof path !== 'string')
            return;
        this.#open.set(id, this.#begin(path, typeof cache === 'string' ? cache : '', now));
    }
    #copy({ id, parent, fields }, now) {
        const [path, from, to] = fields;
        if (typeof path !== 'string' || typeof from !== 'string' || !isDownload(from, to))
            return;
        const known = (parent === undefined ? undefined : this.#open.get(parent)) ?? this.#byPath.get(path);
        const fetch = known ?? this.#begin(path, from, now);
        this.#open.set(id, fetch);
        this.#bare.set(id, fetch);
        return this.#counter(id, 'copy', fetch);
    }
    #transfer({ id, parent, fields }) {
        const [url] = fields;
        if (typeof url !== 'string')
            return;
        const copy = this.#counters.get(parent ?? -1);
        if (copy)
            return this.#counter(id, 'transfer', copy.fetch);
        if (parent !== undefined || !url.includes('/nar/'))
            return;
        const last = [...this.#bare].findLast(([, fetch]) => url.startsWith(fetch.cache));
        if (!last)
            return;
        this.#bare.delete(last[0]);
        return this.#counter(id, 'transfer', last[1]);
    }
    #begin(path, cache, now) {
        const fetch = {
            path,
            cache,
            start: now,
            end: undefined,
            bytes: 0,
            narBytes: 0,
            isWhole: false,
        };
        this.all.push(fetch);
        this.#byPath.set(path, fetch);
        return fetch;
    }
    #counter(id, kind, fetch) {
        const counter = { kind, fetch, done: 0, expected: 0 };
        this.#counters.set(id, counter);
        return counter;
    }
    #count(id, { kind, fetch, done, expected }) {
        this.#counters.delete(id);
        this.#bare.delete(id);
        if (kind === 'transfer')
            fetch.bytes += done;
        else {
            // The last piece is often not told of, and old versions tell nothing of a small path.
            fetch.isWhole = expected - done <= fetches_PIECE;
            fetch.narBytes = fetch.isWhole ? expected : done;
        }
    }
}
function isDownload(from, to) {
    return from !== 'local' && from !== 'daemon' && (to === 'local' || to === 'daemon' || to === '');
}

;// CONCATENATED MODULE: ./build/nix/log/model.js





/** Of each of these at most so many are kept, whatever Nix says. */
const MOST = 10_000;
/** Characters of an error that are kept. */
const ERROR = 65_536;
/** Makes a picture of the run from the records of its log. Pure: the time comes with {@link now}. */
class RunModel {
    /** When the records come that are told next. */
    now;
    errors = [];
    builds = new Builds();
    fetches = new Fetches();
    #start;
    #evaluation;
    #waits = [];
    #openWaits = new Map();
    /** By the number of the activity. */
    #activities = [];
    #known = new Map();
    #record = 0;
    #end;
    /** @param began when Nix was started: milliseconds of a clock that never goes back */
    constructor(began) {
        this.now = began;
        this.#start = began;
        this.#evaluation = new Evaluation(began);
    }
    start(record) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#begin(record);
        if (!activity)
            return;
        while (this.#activities.length < record.id)
            this.#activities.push(undefined);
        this.#activities[record.id] = activity;
    }
    stop(id) {
        this.#record++;
        const activity = this.#activities[id];
        this.#activities[id] = undefined;
        if (activity?.kind === 'build') {
            if (!activity.isNested)
                this.builds.stop(activity.build, this.now, this.#record);
        }
        else if (activity?.kind === 'builds')
            this.builds.allStopped();
        else if (activity?.kind === 'hook')
            this.builds.hookStop(id, this.now);
        else if (activity?.kind === 'wait')
            this.#stopWait(id);
        else if (activity?.kind === 'evaluation')
            this.#evaluation.stop(id, this.now);
        else
            this.fetches.stop(id, this.now);
    }
    text(id, type, text) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#activities[id];
        if (activity?.kind !== 'build')
            return;
        if (type === RESULT.buildLogLine)
            activity.build.line(text, this.now, this.#record);
        else if (type === RESULT.setPhase) {
            activity.build.phase(text.toString(), this.now, this.#record);
        }
    }
    numbers(id, type, done, expected, running, failed) {
        this.#record++;
        this.builds.wentOn();
        const activity = this.#activities[id];
        if (activity === undefined || type !== RESULT.progress)
            return;
        if (activity.kind === 'builds') {
            this.builds.count(id, done, running, failed, this.now, this.#record);
        }
        else if (activity.kind === 'copy' || activity.kind === 'transfer') {
            activity.done = done;
            activity.expected = expected;
        }
    }
    result(id, type, _fields, payload) {
        this.#record++;
        this.builds.wentOn();
        if (type === RESULT.determinateBuildResult && this.#activities[id] !== undefined) {
            this.builds.result(payload, this.now, this.#record);
        }
    }
    /** @returns whether it is an error of Nix, new or not */
    message(message) {
        this.#record++;
        this.builds.wentOn();
        if (message.level === 0)
            return this.#error(message);
        this.#evaluation.message(message.text);
        return false;
    }
    plain(_line) { }
    /** A build by the number of its activity. */
    buildOf(id) {
        const activity = this.#activities[id];
        return activity?.kind === 'build' ? activity.build : undefined;
    }
    /** Nothing more comes. The first call counts. */
    finish(finish) {
        if (this.#end !== undefined)
            return;
        this.#end = finish.at;
        const wasInterrupted = this.errors.some(({ kind }) => kind === 'interrupted');
        this.builds.finish(finish, wasInterrupted);
    }
    /** The picture so far; whole after {@link finish}. */
    run() {
        const end = this.#end ?? this.now;
        const builds = this.builds.all;
        const fetched = this.fetches.all.filter(({ isWhole }) => isWhole);
        return {
            start: this.#start,
            end,
            evaluation: this.#evaluation.whole(end),
            evaluated: this.#evaluation.all,
            sources: this.#evaluation.sources,
            builds,
            fetches: this.fetches.all,
            waits: this.#waits,
            errors: this.errors,
            totals: {
                built: builds.filter(({ status }) => status === 'built').length,
                failed: builds.filter(({ status }) => status === 'failed' || status === 'timeout').length,
                fetched: new Set(fetched.map(({ path }) => path)).size,
                fetchedBytes: this.fetches.all.reduce((sum, { bytes }) => sum + bytes, 0),
            },
        };
    }
    #begin(record) {
        const { id, type, fields } = record;
        if (type === ACTIVITY.build)
            return this.#beginBuild(record);
        if (type === ACTIVITY.builds)
            return { kind: this.#isNested(record) ? 'nested' : 'builds' };
        if (type === ACTIVITY.realise)
            this.#evaluation.worked(this.now);
        if (type === ACTIVITY.postBuildHook) {
            this.builds.hookStart(id, fields[0], this.now, this.#record);
            return { kind: 'hook' };
        }
        if (type === ACTIVITY.buildWaiting)
            return this.#beginWait(record);
        if (type === ACTIVITY.unknown || type === ACTIVITY.fetchTree) {
            if (type === ACTIVITY.fetchTree)
                this.#evaluation.source(id, record.text, this.now);
            else
                this.#evaluation.start(record, this.now);
            return { kind: 'evaluation' };
        }
        return this.fetches.start(record, this.now);
    }
    #beginBuild(record) {
        const found = this.builds.start(record, this.now, this.#record);
        return found && { kind: 'build', build: found.build, isNested: !found.isNew };
    }
    /** A remote builder tells of its own counters too. */
    #isNested({ parent }) {
        return parent !== undefined && this.#activities[parent]?.kind === 'build';
    }
    #beginWait({ id, text }) {
        const wait = { text, start: this.now, end: undefined };
        this.#openWaits.set(id, wait);
        if (this.#waits.length < MOST)
            this.#waits.push(wait);
        return { kind: 'wait' };
    }
    #stopWait(id) {
        const wait = this.#openWaits.get(id);
        if (wait)
            wait.end = this.now;
        this.#openWaits.delete(id);
    }
    /** The same error comes up to three times: from the daemon, from Nix itself, and at the end. */
    #error(message) {
        const error = readError(message, this.now);
        if (!error)
            return false;
        const build = error.derivation === undefined ? undefined : this.builds.get(error.derivation);
        const text = build?.tail().length ? withoutQuotedLog(error.text) : error.text;
        const key = error.derivation ? `${error.kind} ${error.derivation}` : text;
        const known = this.#known.get(key);
        if (known) {
            if (error.attribute)
                known.attribute ??= error.attribute;
            return true;
        }
        const attribute = error.attribute ?? (error.kind === 'other' ? this.#evaluation.attribute : undefined);
        const kept = { ...error, text: text.slice(0, ERROR), ...(attribute ? { attribute } : {}) };
        this.#known.set(key, kept);
        if (this.errors.length < MOST)
            this.errors.push(kept);
        this.builds.error(kept, this.now, this.#record);
        return true;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/ids.js
/** Digits that fit into a small integer together. */
const PART = 9;
/**
 * Numbers the ids of activities in the order in which they first appear: 0, 1, 2, … Nix's ids are 64 bits wide, more
 * than a number of JavaScript holds, and as strings they would cost more than all the rest of a line.
 */
class Ids {
    /** Open addressing: three parts of the id and its own number plus one, 0 being a free place. */
    #places = new Int32Array(4 * 1024);
    #mask = 1023;
    #count = 0;
    /** The first eight digits of the last id: the ids of one process begin alike. */
    #head = Number.NaN;
    #headValue = 0;
    /** Of each way: sixteen bytes from the last id on, its length and its number. */
    #lastHead = new Float64Array(2).fill(Number.NaN);
    #lastRest = new Float64Array(2).fill(Number.NaN);
    #lastLength = new Int32Array(2);
    #lastNumber = new Int32Array(2);
    /** Where the last id that was read ended. */
    end = 0;
    /**
     * The number of the id whose digits begin at `at`; -1 where there is none. They end at {@link end}.
     * At least sixteen more bytes are to be there.
     * @param way 0 or 1: ids of a kind of lines, of which many follow each other with the same id
     */
    read(bytes, view, at, way) {
        const head = view.getFloat64(at, true);
        const rest = view.getFloat64(at + 8, true);
        if (head === this.#lastHead[way] && rest === this.#lastRest[way]) {
            this.end = at + this.#lastLength[way];
            return this.#lastNumber[way];
        }
        const number = this.#parse(bytes, at, head);
        // What ends within the sixteen bytes is told by them.
        if (number >= 0 && this.end < at + 16) {
            this.#lastHead[way] = head;
            this.#lastRest[way] = rest;
            this.#lastLength[way] = this.end - at;
            this.#lastNumber[way] = number;
        }
        return number;
    }
    /** @param head the first eight bytes */
    #parse(bytes, at, head) {
        let i = at;
        let a = 0;
        let b = 0;
        let c = 0;
        if (head === this.#head) {
            i = at + 8;
            a = this.#headValue;
        }
        let digit = bytes[i] - 48;
        // In small integers: a chain of floating point operations takes four times as long.
        while (digit >= 0 && digit <= 9 && i < at + PART) {
            a = (a * 10 + digit) | 0;
            digit = bytes[++i] - 48;
            if (i === at + 8) {
                this.#head = head;
                this.#headValue = a;
            }
        }
        if (i === at)
            return -1;
        if (digit >= 0 && digit <= 9) {
            // The leading one tells "0" from "00".
            b = 1;
            while (digit >= 0 && digit <= 9 && i < at + 2 * PART) {
                b = (b * 10 + digit) | 0;
                digit = bytes[++i] - 48;
            }
            if (digit >= 0 && digit <= 9)
                c = 1;
            while (digit >= 0 && digit <= 9) {
                if (i >= at + 20)
                    return -1;
                c = (c * 10 + digit) | 0;
                digit = bytes[++i] - 48;
            }
        }
        this.end = i;
        return this.#number(a, b, c);
    }
    /** The number of an id that is written as a string of 1 to 20 digits. */
    of(digits) {
        const bytes = Buffer.from(digits.padEnd(24));
        return this.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, 0);
    }
    #number(a, b, c) {
        const places = this.#places;
        let place = hash(a, b, c) & this.#mask;
        for (;;) {
            const at = place * 4;
            const number = places[at + 3];
            if (number === 0)
                break;
            if (places[at] === a && places[at + 1] === b && places[at + 2] === c)
                return number - 1;
            place = (place + 1) & this.#mask;
        }
        places.set([a, b, c, ++this.#count], place * 4);
        const number = this.#count - 1;
        if (this.#count * 2 > this.#mask)
            this.#grow();
        return number;
    }
    #grow() {
        const old = this.#places;
        this.#places = new Int32Array(old.length * 2);
        this.#mask = this.#mask * 2 + 1;
        for (let at = 0; at < old.length; at += 4) {
            const entry = old.subarray(at, at + 4);
            if (entry[3] === 0)
                continue;
            let place = hash(entry[0], entry[1], entry[2]) & this.#mask;
            while (this.#places[place * 4 + 3] !== 0)
                place = (place + 1) & this.#mask;
            this.#places.set(entry, place * 4);
        }
    }
}
function hash(a, b, c) {
    const mixed = Math.imul(a ^ Math.imul(b ^ c, 0x85eb_ca6b), 0x9e37_79b1);
    return mixed ^ (mixed >>> 15);
}

;// CONCATENATED MODULE: ./build/nix/log/long-line.js

/** A line longer than this (bytes) is no longer kept whole. */
const long_line_LONGEST = 1 << 20;
/** Bytes of the beginning and of the end of such a record that are kept. */
const HEAD = 1 << 16;
const TAIL = 256;
const RECORD = Buffer.from('@nix {');
const NOTHING = Buffer.alloc(0);
const TEXT_HEAD = '@nix {"action":"result","fields":["';
const TEXT_TAIL = /"\],"id":(\d{1,20}),"type":(\d{1,9})\}$/;
/** The keys of a record are sorted; what stands before the message is short. */
const MESSAGE_HEAD = /^@nix \{"action":"msg",[^\n]{0,5000}?"level":(\d),[^\n]{0,50}?"msg":"/;
/**
 * Takes one line that is too long to be kept, in pieces. A record is cut in its middle, so that what it says and whom it
 * is about stay; any other line is given whole, in pieces of {@link LONGEST} bytes.
 */
class LongLine {
    #records;
    #id;
    #isOpen = false;
    #isRecord = false;
    #head = NOTHING;
    #tail = NOTHING;
    #length = 0;
    constructor(records, id) {
        this.#records = records;
        this.#id = id;
    }
    /** Whether the line's end is still to come. */
    get isOpen() {
        return this.#isOpen;
    }
    /** The next bytes of the line, its end perhaps being the last of them. */
    write(bytes) {
        if (!this.#isOpen) {
            this.#isOpen = true;
            this.#isRecord = bytes.subarray(0, RECORD.length).equals(RECORD);
            this.#head = this.#tail = NOTHING;
            this.#length = 0;
        }
        if (this.#isRecord)
            this.#cut(bytes);
        else
            this.#pieces(bytes);
    }
    /** The line has ended. */
    end() {
        const isRecord = this.#isRecord;
        const [head, tail] = [long_line_text(this.#head), long_line_text(this.#tail)];
        const lost = this.#length - this.#head.length - this.#tail.length;
        this.#isOpen = false;
        this.#head = this.#tail = NOTHING;
        if (isRecord)
            tellCut(head, tail, lost, this.#id, this.#records);
        else if (tail !== '')
            this.#records.plain(tail);
    }
    #cut(bytes) {
        this.#length += bytes.length;
        const room = HEAD - this.#head.length;
        if (room > 0)
            this.#head = Buffer.concat([this.#head, bytes.subarray(0, room)]);
        const rest = bytes.subarray(Math.max(0, room));
        // A copy: the rest of a chunk is not to be kept for it.
        this.#tail = Buffer.from(Buffer.concat([this.#tail, rest.subarray(-TAIL - 2)]).subarray(-TAIL));
    }
    #pieces(bytes) {
        let rest = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
        while (rest.length > long_line_LONGEST + 2) {
            const end = boundary(rest, long_line_LONGEST);
            this.#records.plain(rest.toString('utf8', 0, end));
            rest = rest.subarray(end);
        }
        this.#tail = Buffer.from(rest);
    }
}
/** A record without its middle. */
function tellCut(head, tail, lost, id, records) {
    const note = `… (${lost + tail.length} bytes left out)`;
    const end = TEXT_TAIL.exec(tail);
    const message = MESSAGE_HEAD.exec(head);
    if (end?.[1] && head.startsWith(TEXT_HEAD)) {
        const kept = unescapeJson(head.slice(TEXT_HEAD.length));
        records.text(id(end[1]), Number(end[2]), Text.of(kept + note));
    }
    else if (message) {
        const kept = unescapeJson(head.slice(message[0].length));
        records.message({ level: Number(message[1]), text: kept + note });
    }
    else
        records.plain(head.slice(0, 1000) + note);
}
/** Without the end of the line, and without a character that was cut. */
function long_line_text(bytes) {
    return bytes
        .toString()
        .replace(/\r?\n$/, '')
        .replace(/\ufffd$/, '');
}
/** The last place up to `at` where a character begins. */
function boundary(bytes, at) {
    let end = at;
    while (end > at - 3 && (bytes[end] & 0xc0) === 0x80)
        end--;
    return end;
}

;// CONCATENATED MODULE: ./build/nix/log/reader.js




const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const CLOSE = 93;
const BRACE = 125;
/** How nearly every line of a long log begins; compared eight bytes at a time. */
const reader_HEAD = Buffer.from('@nix {"action":"result","fields":[');
const [HEAD_0, HEAD_8, HEAD_16, HEAD_24] = [0, 8, 16, 24].map(at => reader_HEAD.readDoubleLE(at));
const HEAD_32 = reader_HEAD.readInt16LE(32);
/** What stands between the fields and the id, and between the id and the type. */
const ID = Buffer.from(',"id":');
const [ID_0, ID_4] = [ID.readInt32LE(0), ID.readInt16LE(4)];
const [PROGRESS, LINE] = ['105}', '101}'].map(type => Buffer.from(type).readInt32LE(0));
const TYPE = Buffer.from(',"type":').readDoubleLE(0);
/** The highest bit of each of four bytes: set where a byte is no ASCII. */
const HIGH = 0x80808080 | 0;
/** The shortest line that the fast way looks at: no read of it leaves the buffer. */
const SHORTEST = reader_HEAD.length + 24;
/**
 * Reads Nix's standard error under `--log-format internal-json`, cut anywhere, and tells `records` of each line.
 * The two kinds of lines that make a log long (a line of a build, progress) are taken from the bytes as they are; a
 * `JSON.parse` of every line costs ten times as much. Never throws, whatever it reads.
 */
class LogReader {
    #records;
    #ids = new Ids();
    #text = new Text();
    #numbers = new Float64Array(4);
    #long;
    /** The beginning of a line whose end has not come. */
    #rest = [];
    #restLength = 0;
    constructor(records) {
        this.#records = records;
        this.#long = new LongLine(records, digits => this.#ids.of(digits));
    }
    write(chunk) {
        let from = 0;
        if (this.#restLength > 0 || this.#long.isOpen) {
            const end = chunk.indexOf(NEWLINE);
            if (end < 0) {
                this.#keep(chunk);
                return;
            }
            this.#keep(chunk.subarray(0, end + 1));
            this.#flush();
            from = end + 1;
        }
        const last = chunk.lastIndexOf(NEWLINE);
        if (last >= from)
            this.#lines(chunk, from, last + 1);
        if (last + 1 < chunk.length)
            this.#keep(chunk.subarray(Math.max(from, last + 1)));
    }
    /** Takes what is left as a last line. */
    end() {
        this.#flush();
    }
    #keep(bytes) {
        if (this.#long.isOpen) {
            this.#long.write(bytes);
            return;
        }
        // Whoever gave the bytes may use their place again.
        this.#rest.push(Buffer.from(bytes));
        this.#restLength += bytes.length;
        if (this.#restLength > long_line_LONGEST + 1)
            this.#long.write(this.#takeRest());
    }
    #flush() {
        if (this.#long.isOpen)
            this.#long.end();
        if (this.#restLength === 0)
            return;
        const line = this.#takeRest();
        const isWhole = line[line.length - 1] === NEWLINE;
        const bytes = isWhole ? line : Buffer.concat([line, Buffer.from('\n')]);
        this.#lines(bytes, 0, bytes.length);
    }
    #takeRest() {
        const rest = this.#rest.length === 1 ? this.#rest[0] : Buffer.concat(this.#rest);
        this.#rest = [];
        this.#restLength = 0;
        return rest;
    }
    /** Whole lines, the last byte being the end of the last one. */
    #lines(bytes, from, to) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        this.#text.bytes = bytes;
        let at = from;
        while (at < to) {
            let next = -1;
            if (to - at >= SHORTEST && isResult(view, at)) {
                const first = at + reader_HEAD.length;
                next =
                    bytes[first] === QUOTE
                        ? this.#textResult(bytes, view, first + 1, to)
                        : this.#numberResult(bytes, view, first, to);
            }
            if (next < 0) {
                const end = bytes.indexOf(NEWLINE, at);
                if (end - at <= long_line_LONGEST)
                    this.#slow(bytes, at, end);
                else {
                    this.#long.write(bytes.subarray(at, end + 1));
                    this.#long.end();
                }
                next = end + 1;
            }
            at = next;
        }
    }
    /** A result whose only field is a text, from behind its first quote: the place of the next line, or -1. */
    #textResult(bytes, view, from, to) {
        let at = from;
        let seen = 0;
        let isEscaped = false;
        for (;;) {
            // Four bytes at a time, as long as none of them is a quote, an escape or a control character.
            for (; at + 4 <= to; at += 4) {
                const four = view.getInt32(at, true);
                const quote = four ^ 0x22222222;
                const slash = four ^ 0x5c5c5c5c;
                const found = ((quote - 0x01010101) & ~quote) |
                    ((slash - 0x01010101) & ~slash) |
                    ((four - 0x20202020) & ~four);
                if ((found & HIGH) !== 0)
                    break;
                seen |= four;
            }
            const byte = bytes[at];
            if (byte === QUOTE)
                break;
            // A record never holds a bare control character.
            if (byte < 32)
                return -1;
            if (byte === BACKSLASH) {
                isEscaped = true;
                if (bytes[++at] < 32)
                    return -1;
            }
            seen |= byte;
            at++;
        }
        if (bytes[at + 1] !== CLOSE || at - from > long_line_LONGEST - 100)
            return -1;
        const text = this.#text;
        text.from = from;
        text.to = at;
        text.isEscaped = isEscaped;
        text.isAscii = (seen & HIGH) === 0;
        return this.#idAndType(bytes, view, at + 2, to, true);
    }
    /** A result whose fields are up to four numbers, from the first digit. */
    #numberResult(bytes, view, from, to) {
        const numbers = this.#numbers;
        numbers[0] = numbers[1] = numbers[2] = numbers[3] = 0;
        let at = from;
        for (let i = 0; i < 4; i++) {
            let value = 0;
            const first = at;
            let byte = bytes[at];
            while (byte >= 48 && byte <= 57) {
                value = value * 10 + byte - 48;
                byte = bytes[++at];
            }
            if (at === first || at >= to)
                return -1;
            numbers[i] = value;
            if (byte === CLOSE)
                return this.#idAndType(bytes, view, at + 1, to, false);
            if (byte !== COMMA)
                return -1;
            at++;
        }
        return -1;
    }
    /** `,"id":N,"type":N}` and the end of the line; then the record is told. */
    #idAndType(bytes, view, at, to, isText) {
        if (to - at < 22 || view.getInt32(at, true) !== ID_0)
            return -1;
        if (view.getInt16(at + 4, true) !== ID_4)
            return -1;
        const id = this.#ids.read(bytes, view, at + 6, isText ? 1 : 0);
        const idTo = this.#ids.end;
        if (id < 0 || to - idTo < 12 || view.getFloat64(idTo, true) !== TYPE)
            return -1;
        let end = idTo + 8;
        let type = 0;
        const four = view.getInt32(end, true);
        if (four === PROGRESS)
            type = 105;
        else if (four === LINE)
            type = 101;
        if (type !== 0)
            end += 3;
        else {
            for (let byte = bytes[end]; isDigit(byte); byte = bytes[++end]) {
                type = type * 10 + byte - 48;
            }
            if (end === idTo + 8 || end > idTo + 17 || bytes[end] !== BRACE)
                return -1;
        }
        if (bytes[end + 1] === RETURN)
            end++;
        if (bytes[end + 1] !== NEWLINE)
            return -1;
        if (isText)
            this.#records.text(id, type, this.#text);
        else
            this.#tellNumbers(id, type);
        return end + 2;
    }
    #tellNumbers(id, type) {
        const n = this.#numbers;
        this.#records.numbers(id, type, n[0], n[1], n[2], n[3]);
    }
    #slow(bytes, from, to) {
        const end = to > from && bytes[to - 1] === RETURN ? to - 1 : to;
        this.#tell(bytes.toString('utf8', from, end));
    }
    #tell(line) {
        const isTold = line.startsWith('@nix {') &&
            tellRecord(line.slice(5), digits => this.#ids.of(digits), this.#records);
        if (!isTold)
            this.#records.plain(line);
    }
}
function isDigit(byte) {
    return byte >= 48 && byte <= 57;
}
function isResult(view, at) {
    return (view.getFloat64(at, true) === HEAD_0 &&
        view.getFloat64(at + 8, true) === HEAD_8 &&
        view.getFloat64(at + 16, true) === HEAD_16 &&
        view.getFloat64(at + 24, true) === HEAD_24 &&
        view.getInt16(at + 32, true) === HEAD_32);
}

;// CONCATENATED MODULE: ./build/nix/log/log.js




/**
 * Takes Nix's standard error under `--log-format internal-json`: shows the lines that a reader of the log wants, and
 * keeps what Nix did and what it called an error, apart from what builders print.
 */
class NixLog {
    #reader = new LogReader(this);
    #model;
    #live;
    #built;
    #clock;
    /**
     * @param show told of each line for the live log
     * @param built told of each derivation whose build begins
     * @param clock milliseconds, never going back
     */
    constructor(show, built = () => { }, clock = () => performance.now()) {
        this.#clock = clock;
        this.#built = built;
        this.#model = new RunModel(clock());
        this.#live = new LiveLog(show, clock());
    }
    /** Takes bytes of the stream; never throws, whatever they are. */
    write(chunk) {
        this.#tick();
        this.#reader.write(chunk);
    }
    /** Takes one line. */
    accept(line) {
        this.write(Buffer.from(`${line}\n`));
    }
    /** The stream has ended: shows what is left. */
    end() {
        this.#tick();
        this.#reader.end();
        this.#live.flush();
    }
    /** To be called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
    heartbeat() {
        this.#live.heartbeat(this.#clock(), this.#model.builds.running, this.#model.fetches.running);
    }
    /** Nix's own errors, without colours, each once. */
    get errors() {
        return this.#model.errors.map(({ text }) => text);
    }
    /** The builders that failed, in the order in which Nix said so. */
    failedBuilds() {
        return this.#model.errors.flatMap(({ kind, derivation }) => kind === 'build' && derivation
            ? [{ derivation, log: this.#model.builds.get(derivation)?.tail() ?? [] }]
            : []);
    }
    /** Told how Nix ended; what still ran did so then. The first call counts. */
    finish(how = {}) {
        this.#model.finish({ at: this.#clock(), ...how });
    }
    /** What Nix did, and when: milliseconds of the clock. Whole after {@link finish}. */
    run() {
        return this.#model.run();
    }
    start(record) {
        this.#model.start(record);
        this.#settled();
        if (record.type === ACTIVITY.build && typeof record.fields[0] === 'string') {
            this.#built(record.fields[0]);
        }
        this.#live.atLevel(record.level, record.text);
    }
    stop(id) {
        this.#model.stop(id);
        this.#live.ended();
    }
    text(id, type, text) {
        this.#model.text(id, type, text);
        if (type === RESULT.postBuildLogLine)
            this.#live.say(`post-build-hook> ${text}`);
        if (type !== RESULT.buildLogLine)
            return;
        const build = this.#model.buildOf(id);
        if (build)
            this.#live.line(build, text);
        else
            this.#live.say(`build> ${text}`);
    }
    numbers(id, type, a, b, c, d) {
        this.#model.numbers(id, type, a, b, c, d);
    }
    result(id, type, fields, payload) {
        this.#model.result(id, type, fields, payload);
    }
    message(message) {
        const before = this.#model.errors.length;
        const isError = this.#model.message(message);
        this.#settled();
        if (!isError || this.#model.errors.length > before) {
            this.#live.atLevel(message.level, message.text);
        }
    }
    plain(line) {
        this.#live.say(line);
    }
    #tick() {
        this.#model.now = this.#live.now = this.#clock();
    }
    #settled() {
        if (this.#model.builds.isUnsure)
            this.#live.flush();
        else
            this.#live.ended();
    }
}

;// CONCATENATED MODULE: ./build/nix/call.js



/** Milliseconds between looks at whether the live log is silent. */
const HEARTBEAT = 5000;
/**
 * One call of a program of Nix, its log read as records.
 * @param argv the program and its arguments; it must know `--log-format` (every one does since 2.4)
 */
async function callNix(argv, options) {
    const [program, ...args] = argv;
    const log = new NixLog(options.line, options.built);
    const stdout = [];
    const heartbeat = setInterval(() => log.heartbeat(), HEARTBEAT);
    try {
        const exit = await spawn_run([(0,external_node_path_.join)(options.bin, program), '--log-format', 'internal-json', ...args], {
            cwd: options.cwd,
            env: options.env,
            timeout: options.timeout,
            cancel: options.cancel,
            stdout: { write: chunk => stdout.push(chunk) },
            stderr: log,
        });
        log.finish(exit);
        return { ...exit, stdout: Buffer.concat(stdout).toString(), log };
    }
    finally {
        clearInterval(heartbeat);
    }
}

;// CONCATENATED MODULE: ./build/steps/context.js


/** One step on its way: its folder, its deadline, and where its output goes. */
class StepRun {
    step;
    context;
    /** The step's directory, absolute. */
    cwd;
    /** Shows a line in the live log, inside the fence. */
    line;
    /** What this step built and fetched so far. */
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    #deadline;
    constructor(step, context, timeout, line) {
        this.step = step;
        this.context = context;
        this.cwd = (0,external_node_path_.resolve)(context.project, step.workingDirectory);
        this.line = line;
        this.#deadline = timeout === undefined ? undefined : performance.now() + timeout * 1000;
    }
    /** Seconds that are left of the step's timeout; undefined: as many as it takes. */
    get left() {
        return this.#deadline === undefined
            ? undefined
            : Math.max(0.001, (this.#deadline - performance.now()) / 1000);
    }
    /** A call of Nix for this step: it may use the credentials for fetching. */
    async nix(argv, env = {}) {
        const { nix, tokens, rim, boundary } = this.context;
        const pusher = boundary.isCrossed ? undefined : this.context.pusher;
        const options = {
            bin: nix.bin,
            cwd: this.cwd,
            env: { ...this.context.env, ...this.step.env, ...env },
            timeout: this.left,
            cancel: rim.cancel,
            line: this.line,
            built: derivation => pusher?.began(derivation),
        };
        await tokens.show();
        try {
            const result = await callNix(withoutLockFile(argv), options);
            const counts = this.context.observed.add(result.log.run());
            this.counts = sumOf(this.counts, counts);
            return result;
        }
        finally {
            pusher?.ended();
        }
    }
    /** Tells of outputs that this step needs, whoever built them. */
    offerEarlier(outputs) {
        const { boundary, pusher } = this.context;
        if (!boundary.isCrossed)
            pusher?.offerEarlier(outputs.filter(path => path.startsWith('/nix/store/')));
    }
    /** A question to Nix whose log nobody needs to see. */
    async quietNix(argv) {
        const silent = new StepRun(this.step, this.context, this.left, () => { });
        return silent.nix(argv);
    }
    /** The command that a reader types in a checkout to see the same. */
    reproduce(...argv) {
        const folder = (0,external_node_path_.relative)(this.context.workspace, this.cwd);
        const assignments = Object.entries(this.step.env).map(([name, value]) => `${name}=${quote(value)}`);
        const command = [...assignments, ...argv.map(quote)].join(' ');
        return folder === '' ? command : `cd ${quote(folder)} && ${command}`;
    }
    /** A path of this run that post removes, such as for a GC root. */
    private(...parts) {
        return (0,external_node_path_.join)(this.context.rim.folder, ...parts);
    }
}
function sumOf(one, other) {
    return {
        built: one.built + other.built,
        fetched: one.fetched + other.fetched,
        fetchedBytes: one.fetchedBytes + other.fetchedBytes,
    };
}
/** Nothing is written into the workspace: a flake whose lock file lacks something is locked for this call only. */
function withoutLockFile(argv) {
    return argv[0] === 'nix' ? [...argv, '--no-write-lock-file'] : argv;
}
/** A word as a shell reads it back. */
function quote(word) {
    return /^[\w@%+=:,./#-]+$/.test(word) && !word.startsWith('#')
        ? word
        : `'${word.replaceAll("'", `'\\''`)}'`;
}

;// CONCATENATED MODULE: ./build/steps/detect.js






/**
 * Looks at the project, before anything is installed.
 * @throws Failure where there is nothing that `auto` could run
 */
async function projectFiles(project) {
    const flake = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(project, 'flake.nix'));
    const [build, shell] = await Promise.all([
        kindOf(project, 'default.nix', flake),
        kindOf(project, 'shell.nix', flake),
    ]);
    if (flake || build !== 'absent' || shell !== 'absent')
        return { flake, build, shell };
    throw new Failure(`steps: auto finds nothing to run: ${project} has neither flake.nix, default.nix nor shell.nix.`, 'Set the input working-directory to the folder of the Nix files, or list the steps; steps: none only installs Nix. Is actions/checkout before this step?');
}
async function kindOf(project, file, flake) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
    if (text === undefined)
        return 'absent';
    return flake && /flake-compat/.test(text) ? 'wrapper' : 'own';
}
/** The steps of `auto`; pure. */
function autoSteps(files, offers) {
    const own = [
        ...(files.build === 'own' ? [plainStep('nix-build')] : []),
        ...(files.shell === 'own' ? [plainStep('nix-shell')] : []),
    ];
    const flake = [
        plainStep('flake-check'),
        ...(offers.defaultPackage ? [plainStep('build', '.#default')] : []),
    ];
    const develop = files.shell !== 'own' && offers.defaultShell ? [plainStep('develop')] : [];
    return [...(files.flake ? flake : []), ...own, ...develop];
}
/** Finds the steps of `auto`: asks the flake what it has, and says what is passed over. */
async function detectSteps(files, context) {
    for (const [file, kind] of [
        ['default.nix', files.build],
        ['shell.nix', files.shell],
    ]) {
        if (kind === 'wrapper')
            context.rim.say.info(`${file} only wraps the flake (flake-compat); it is not run again.`);
    }
    if (!files.flake)
        return autoSteps(files, { defaultPackage: false, defaultShell: false });
    const { system } = context.nix;
    const [defaultPackage, newShell] = await Promise.all([
        has(context, `.#packages.${system}`, 'it: it ? default'),
        has(context, `.#devShells.${system}`, 'it: it ? default'),
    ]);
    // The name of flakes before 2.7.
    const defaultShell = newShell || (await has(context, `.#devShell.${system}`, 'it: true'));
    return autoSteps(files, { defaultPackage, defaultShell });
}
/** A flake that lacks the attribute, or does not evaluate, has not; the step flake-check then says why. */
async function has(context, installable, apply) {
    const silent = new StepRun(plainStep('eval'), context, undefined, () => { });
    const { code, stdout } = await silent.nix([
        'nix',
        'eval',
        '--json',
        installable,
        '--apply',
        apply,
    ]);
    return code === 0 && stdout.trim() === 'true';
}

;// CONCATENATED MODULE: ./build/job.js







const NO_FILES = { flake: false, build: 'absent', shell: 'absent' };
/**
 * Reads the inputs and looks for the project.
 * @throws InputError, Failure
 */
async function readJob(env, say) {
    const inputs = readInputs(name => env[`INPUT_${name.toUpperCase()}`] ?? '');
    maskSecrets(inputs, env);
    const workspace = env.GITHUB_WORKSPACE ?? process.cwd();
    const project = projectFolder(inputs, workspace);
    const files = inputs.steps === 'auto' ? await projectFiles(project) : NO_FILES;
    const late = inputs.cache.name === '' ? [] : lateBuilds(inputs.steps);
    for (const notice of late)
        say.notice(notice, 'Order of the steps');
    return { inputs, workspace, project, files };
}
/** Where the project is. */
function projectFolder({ workingDirectory }, workspace) {
    const folder = (0,external_node_path_.resolve)(workspace, workingDirectory);
    if ((0,external_node_fs_.existsSync)(folder))
        return folder;
    throw new InputError([
        {
            where: 'working-directory',
            value: workingDirectory,
            allowed: `${folder} does not exist. It is a folder relative to the workspace; is actions/checkout before this step?`,
        },
    ]);
}
/** Every folder that steps work in. */
function foldersOf({ inputs: { steps }, project }) {
    const own = steps === 'auto' ? [] : steps.map(step => (0,external_node_path_.resolve)(project, step.workingDirectory));
    return [...new Set([project, ...own])].filter(folder => (0,external_node_fs_.existsSync)(folder));
}

;// CONCATENATED MODULE: ./build/nix/errors/paths.js
/**
 * The name of a file in the repository, from a path that Nix or a tool printed.
 * @param path absolute, or a file of a local flake as Nix names it: `«git+file:///top?…»/flake.nix`
 * @param roots where the repository lies on this machine
 * @returns relative to the top; undefined for what is not in the repository
 */
function inRepository(path, roots) {
    const plain = withoutScheme(path);
    const root = roots
        .filter(it => plain === it.path || plain.startsWith(`${trimmed(it.path)}/`))
        .toSorted((a, b) => b.path.length - a.path.length)[0];
    if (!root)
        return undefined;
    return within(root.folder, plain.slice(trimmed(root.path).length + 1));
}
/**
 * A path relative to a folder of the repository.
 * @returns relative to the top, without `.`; undefined where it would leave the repository or names nothing
 */
function within(folder, path) {
    if (path.startsWith('/'))
        return undefined;
    const parts = [...folder.split('/'), ...path.split('/')].filter(it => it !== '' && it !== '.');
    return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
/** A position of Nix as one of the repository, if the file is there. */
async function paths_placeOf({ file, line, column }, roots, repository) {
    const name = inRepository(file, roots);
    if (name === undefined || !(await repository.has(name)))
        return undefined;
    return { file: name, line, ...(column ? { column } : {}) };
}
/** The part of a flake's URL that is a folder of this machine. */
function withoutScheme(path) {
    const [, url = '', rest = ''] = /^«((?:git\+file:\/\/|path:|file:\/\/)[^»]*)»(\/.*)$/.exec(path) ?? [];
    return url === '' ? path : url.replace(/^[^/]*(?:\/\/)?(?=\/)/, '').replace(/\?.*$/, '') + rest;
}
function trimmed(path) {
    return path.replace(/\/+$/, '');
}

;// CONCATENATED MODULE: ./build/nix/errors/repository.js



/** Larger files are data, not something that a person repairs. */
const LARGEST = 2 ** 20;
const MOST_FILES = 20_000;
const MOST_SEARCHED = 2000;
/** Folders that hold no sources of the repository's own. */
const SKIPPED = new Set(['.git', '.direnv', 'node_modules', 'target', '.cache']);
const SEARCHED = /\.(?:nix|json|toml|ya?ml|lock)$/;
/**
 * The checked-out files. Links are not followed, so that nothing outside the workspace is read; at most 20,000 entries
 * are looked at, 2000 texts searched, and files of more than 1 MiB not read.
 * @param workspace absolute
 */
function repositoryAt(workspace) {
    let files;
    const texts = new Map();
    const read = (path) => readSource(workspace, path);
    return {
        has: async (path) => (await sizeOf(workspace, path)) !== undefined,
        read: path => {
            const text = texts.get(path) ?? read(path);
            texts.set(path, text);
            return text;
        },
        files: () => {
            files ??= listFiles(workspace);
            return files;
        },
    };
}
async function readSource(workspace, path) {
    const size = await sizeOf(workspace, path);
    if (size === undefined || size > LARGEST)
        return undefined;
    return (0,promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8').catch(() => undefined);
}
/** The size of a plain file that no link leads out of the workspace to. */
async function sizeOf(workspace, path) {
    const name = within('', path);
    if (!name || name.split('/').some(part => SKIPPED.has(part)))
        return undefined;
    try {
        const top = await (0,promises_.realpath)(workspace);
        const real = await (0,promises_.realpath)((0,external_node_path_.join)(workspace, name));
        if (real !== top && !real.startsWith(top + external_node_path_.sep))
            return undefined;
        const stat = await (0,promises_.lstat)(real);
        return stat.isFile() ? stat.size : undefined;
    }
    catch {
        return undefined;
    }
}
async function listFiles(workspace) {
    const found = [];
    const folders = [workspace];
    let seen = 0;
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
        const entries = await (0,promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
        for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
            if (++seen > MOST_FILES || found.length >= MOST_SEARCHED)
                return found;
            const path = (0,external_node_path_.join)(folder, entry.name);
            if (entry.isDirectory() && !SKIPPED.has(entry.name))
                folders.push(path);
            else if (entry.isFile() && SEARCHED.test(entry.name))
                found.push((0,external_node_path_.relative)(workspace, path).replaceAll(external_node_path_.sep, '/'));
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./build/nix/flake-config.js



/** A flake's nixConfig is literal text: reading it evaluates nothing else. */
const READ = 'let c = (import ./flake.nix).nixConfig or { }; in (c.substituters or [ ]) ++ (c.extra-substituters or [ ])';
/** Tells which caches of the flake's nixConfig are not used, because `accept-flake-config` is not set. */
async function noticeOfFlakeCaches({ nix, env, project, rim }) {
    if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(project, 'flake.nix')))
        return;
    const argv = [(0,external_node_path_.join)(nix.bin, 'nix-instantiate'), '--eval', '--strict', '--json', '--expr', READ];
    const { code, stdout } = await capture(argv, { env, cwd: project });
    const caches = code === 0 ? JSON.parse(stdout) : [];
    const names = [caches].flat(2).filter(cache => typeof cache === 'string');
    if (names.length === 0)
        return;
    rim.say.notice(`The flake's nixConfig names caches that are not used: ${names.join(', ')}. To trust them with what they serve, set accept-flake-config: true.`, 'Caches of the flake');
}

;// CONCATENATED MODULE: ./build/nix/path.js




/**
 * Decides on NIX_PATH.
 * @param asked the input `nix-path`: `auto`, or the value itself
 * @param workspace what relative entries are relative to
 * @param project where nix/sources.json and flake.lock are
 */
async function decideNixPath(asked, workspace, project, env) {
    if (asked !== 'auto')
        return { value: absolutePath(asked, workspace) };
    if (env.NIX_PATH || !(await usesNixpkgs(project, env)))
        return { value: undefined };
    for (const [file, read] of PINS) {
        const text = await (0,promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
        const url = text === undefined ? undefined : urlOf(text, read);
        if (url) {
            const value = absolutePath(`nixpkgs=${url}`, project);
            return { value, info: `<nixpkgs> is the one that ${file} pins: ${url}` };
        }
    }
    return {
        value: undefined,
        notice: '<nixpkgs> is used, but neither nix/sources.json, npins/sources.json nor flake.lock pins it and NIX_PATH is not set. Give the input nix-path, such as nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.',
    };
}
/** Resolves the relative entries of a NIX_PATH. */
function absolutePath(nixPath, base) {
    return splitNixPath(nixPath)
        .map(entry => {
        const [, prefix = '', place = ''] = /^([^=]*=)?(.*)$/.exec(entry) ?? [];
        return `${prefix}${/^(\/|~|flake:)/.test(place) || isUrl(place) ? place : (0,external_node_path_.resolve)(base, place)}`;
    })
        .join(':');
}
/** Splits at colons, but not at those of URLs, `channel:` and `flake:`, as Nix does (eval-settings.cc, parseNixPath). */
function splitNixPath(text) {
    const entries = [];
    const parts = text.split(':');
    for (let i = 0; i < parts.length; i++) {
        const first = parts[i] ?? '';
        const place = [first.slice(first.indexOf('=') + 1), ...parts.slice(i + 1)].join(':');
        if (i + 1 < parts.length && (isUrl(place) || place.startsWith('flake:')))
            entries.push(`${first}:${parts[++i]}`);
        else
            entries.push(first);
    }
    return entries.filter(entry => entry !== '');
}
function isUrl(text) {
    return /^(channel:|(https?|file|channel|git|s3|ssh):\/\/)/.test(text);
}
/** Where a project pins nixpkgs, the first one first. */
const PINS = [
    ['nix/sources.json', json => nivUrl(json) ?? npinsUrl(json)],
    ['npins/sources.json', npinsUrl],
    ['flake.lock', flakeUrl],
];
function urlOf(text, read) {
    try {
        return read(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
function nivUrl(json) {
    return asText(json?.nixpkgs?.url);
}
function npinsUrl(json) {
    const pin = json?.pins?.nixpkgs;
    const { owner, repo } = {
        owner: asText(pin?.repository?.owner),
        repo: asText(pin?.repository?.repo),
    };
    return asText(pin?.url) ?? githubUrl(owner, repo, asText(pin?.revision));
}
function flakeUrl(json) {
    const name = flakeNode(json, ['nixpkgs']) ?? 'nixpkgs';
    const locked = json?.nodes?.[name]?.locked;
    const type = asText(locked?.type);
    if (type === 'tarball')
        return asText(locked?.url);
    if (type === 'path')
        return asText(locked?.path);
    return type === 'github'
        ? githubUrl(asText(locked?.owner), asText(locked?.repo), asText(locked?.rev), asText(locked?.host))
        : undefined;
}
/** The node at a path of inputs; an input that follows another one is such a path, from the root on. */
function flakeNode(json, path, hops = 10) {
    let name = asText(json?.root) ?? 'root';
    for (const input of path) {
        const next = json?.nodes?.[name]?.inputs?.[input];
        const node = Array.isArray(next)
            ? hops > 0
                ? flakeNode(json, next, hops - 1)
                : undefined
            : asText(next);
        if (node === undefined)
            return undefined;
        name = node;
    }
    return name;
}
function githubUrl(owner, repo, revision, host = 'github.com') {
    return owner && repo && revision
        ? `https://${host}/${owner}/${repo}/archive/${revision}.tar.gz`
        : undefined;
}
function asText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** Whether a Nix file of the project asks for `<nixpkgs>`: by git among its tracked files, else in the usual ones. */
async function usesNixpkgs(project, env) {
    const search = [
        'git',
        '-C',
        project,
        'grep',
        '--quiet',
        '--untracked',
        '<nixpkgs[>/]',
        '--',
        '*.nix',
    ];
    const found = await capture(search, { env }).catch(() => ({ code: 128 }));
    if (found.code === 0 || found.code === 1)
        return found.code === 0;
    const usual = ['default.nix', 'shell.nix', 'flake.nix']
        .map(file => (0,external_node_path_.join)(project, file))
        .filter(external_node_fs_.existsSync);
    const texts = await Promise.all(usual.map(file => (0,promises_.readFile)(file, 'utf8')));
    return texts.some(text => /<nixpkgs[>/]/.test(text));
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/process/table.js


/** The processes that run now: from /proc, or from ps where there is no /proc (macOS). */
async function processTable() {
    const names = await (0,promises_.readdir)('/proc').catch(() => undefined);
    if (!names)
        return fromPs();
    const entries = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(fromProc));
    return entries.filter(entry => entry !== undefined);
}
/** One process and everything below it. */
function withDescendants(table, pid) {
    const own = table.filter(entry => entry.pid === pid);
    const children = table.filter(entry => entry.parent === pid && entry.pid !== pid);
    return [...own, ...children.flatMap(child => withDescendants(table, child.pid))];
}
async function fromProc(pid) {
    const [stat, command] = await Promise.all(['stat', 'cmdline'].map(file => (0,promises_.readFile)(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
    if (!stat || command === undefined)
        return undefined;
    // proc(5): after the name in parentheses, which may hold anything, come state, ppid, …; field 22 is the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z')
        return undefined;
    return {
        pid: Number(pid),
        parent: Number(fields[1]),
        birth: fields[19] ?? '',
        command: command.replaceAll('\0', ' ').trim(),
    };
}
async function fromPs() {
    const { stdout } = await capture(['ps', '-A', '-o', 'pid=,ppid=,command='], {
        env: { PATH: '/bin:/usr/bin' },
    });
    return stdout.split('\n').flatMap(line => {
        const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
        if (!match)
            return [];
        return [{ pid: Number(match[1]), parent: Number(match[2]), birth: '', command: match[3] ?? '' }];
    });
}

;// CONCATENATED MODULE: ./build/nix/daemon.js






/** Seconds to wait for the socket. */
const PATIENCE = 15;
/** Starts a process in the background as root and says its pid; its own end is not waited for. */
const BACKGROUND = 'log=$1; shift; trap "" HUP; "$@" >"$log" 2>&1 </dev/null & echo $!';
/** Whether a daemon answers at the socket. */
function daemonAnswers(socket = DAEMON_SOCKET) {
    return new Promise(resolve => {
        const connection = (0,external_node_net_.connect)(socket);
        connection.once('connect', () => {
            connection.destroy();
            resolve(true);
        });
        connection.once('error', () => resolve(false));
    });
}
/**
 * Starts the daemon and waits until it answers.
 * @param log where our own daemon writes what it has to say
 * @returns the process, where it is our own and not systemd's
 * @throws Failure with the end of its log
 */
async function startDaemon(plan, executor, log) {
    await executor.all(plan.start);
    const started = plan.process ? await startProcess(plan.process, executor, log) : undefined;
    for (let waited = 0; waited < PATIENCE * 1000; waited += 10) {
        if (await daemonAnswers())
            return started;
        if (started && hasEnded(started.pid))
            break;
        await sleep(10);
    }
    if (started)
        await stopDaemon(started, executor);
    const said = await (0,promises_.readFile)(log, 'utf8').catch(() => '');
    throw new Failure(`The Nix daemon did not answer at ${DAEMON_SOCKET}. It said: ${said.trim().slice(-2000) || 'nothing'}`, 'Use nix-mode: single-user, or look at why the daemon cannot run on this machine.');
}
async function startProcess({ argv, env }, executor, log) {
    const variables = Object.entries({
        HOME: '/var/empty',
        PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
        ...env,
    });
    const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)];
    const why = 'start the daemon';
    const printed = await executor.one(root(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, ...argv));
    const pid = Number(printed.trim());
    const [own] = withDescendants(await processTable(), pid);
    return { pid, birth: own?.birth ?? '' };
}
function hasEnded(pid) {
    try {
        process.kill(pid, 0);
        return false;
    }
    catch (error) {
        // EPERM: it is there, and root's.
        return error.code === 'ESRCH';
    }
}
/** Ends a daemon of ours and everything below it; does nothing where that process is gone. */
async function stopDaemon(daemon, executor) {
    const family = familyOf(daemon, await processTable());
    if (family.length === 0)
        return;
    await kill('-TERM', family, executor);
    let left = family;
    for (let waited = 0; waited < 2000; waited += 20) {
        left = stillThere(left, await processTable());
        if (left.length === 0)
            return;
        await sleep(20);
    }
    await kill('-KILL', left, executor);
}
/** Those that serve a connection can outlive the first one, and are then below it no more. */
function stillThere(family, table) {
    const alive = family.filter(({ pid, birth }) => table.some(entry => entry.pid === pid && entry.birth === birth));
    return [...new Set(alive.flatMap(({ pid }) => withDescendants(table, pid)))];
}
/** What post was told may be forged: only a nix-daemon of that very birth is ours. */
function familyOf({ pid, birth }, table) {
    const [own, ...children] = withDescendants(table, pid);
    if (!own || own.birth !== birth || !own.command.includes('nix-daemon'))
        return [];
    return [own, ...children];
}
async function kill(signal, processes, executor) {
    const pids = processes.map(({ pid }) => String(pid));
    // Some may be gone already, which is what is wanted.
    await executor
        .one(root('stop the daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
        .catch(() => { });
}

;// CONCATENATED MODULE: ./build/nix/found.js






/** Looks for a Nix on PATH, then in the profiles in which installers leave it. */
async function findNix(env) {
    const path = (env.PATH ?? '').split(external_node_path_.delimiter).filter(folder => folder !== '');
    const profiles = ['/nix/var/nix/profiles/default/bin', (0,external_node_path_.join)(env.HOME ?? '/', '.nix-profile/bin')];
    for (const folder of [...path, ...profiles]) {
        const bin = programsOf(folder);
        if (!bin)
            continue;
        const about = await describeNix(folder, env);
        if (about)
            return { bin, ...about, onPath: path.includes(bin) };
    }
    return undefined;
}
/** What the `nix` of a folder says it is; undefined where it does not run. */
async function describeNix(folder, env) {
    try {
        const { code, stdout } = await capture([(0,external_node_path_.join)(folder, 'nix'), '--version'], { env, cwd: '/' });
        return code === 0 ? parseVersion(stdout) : undefined;
    }
    catch {
        return undefined;
    }
}
/** Where the programs beside a `nix` are: with it, or where it is a link to. */
function programsOf(folder) {
    const nix = (0,external_node_path_.join)(folder, 'nix');
    if (!(0,external_node_fs_.existsSync)(nix))
        return undefined;
    return [folder, (0,external_node_path_.dirname)((0,external_node_fs_.realpathSync)(nix))].find(bin => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(bin, 'nix-build')));
}
/**
 * What `nix --version` says: `nix (Nix) 2.26.3`, `nix (Lix, like Nix) 2.93.0`, `nix (Determinate Nix 3.8.2) 2.30.1`.
 * The version is that of Nix's own numbering.
 */
function parseVersion(text) {
    const match = /^nix(?:-\w+)? \((.*?)\) (\d+\.\d+\S*)/m.exec(text);
    if (!match)
        return undefined;
    const [, name = '', version = ''] = match;
    const flavor = name.startsWith('Lix')
        ? 'lix'
        : name.startsWith('Determinate')
            ? 'determinate'
            : 'nix';
    return { version, flavor };
}
/**
 * Whether a Nix that is there is what `nix-version` asks for.
 * @throws Failure naming both versions where it is not
 */
function checkVersion(found, request) {
    if (request === undefined || isOfLine(found.version, request))
        return;
    if (request === 'latest' && compareVersions(found.version, resolveVersion(request)) >= 0)
        return;
    throw new Failure(`nix-version asks for ${request}, but Nix ${found.version} is on this machine already (${found.bin}).`, `Leave nix-version out to use ${found.version}, or run the job where no Nix is installed (on GitHub's own runners: remove the step that installs Nix before this one).`);
}

;// CONCATENATED MODULE: ./build/nix/install/facts.js






const PROXY = /^(https?|ftp|all|no)_proxy$/i;
const CA_BUNDLES = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/ssl/cert.pem',
    '/etc/ssl/ca-bundle.pem',
    '/etc/ssl/certs/ca-bundle.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
];
/** The namespaces of Nix's sandbox. */
const NAMESPACES = ['--mount', '--pid', '--fork', '--mount-proc', '--net', '--ipc', '--uts'];
/** Looks at the machine; changes nothing. */
async function gatherFacts(system, env) {
    const user = (0,external_node_os_.userInfo)();
    const linux = system.endsWith('-linux');
    const isRoot = user.uid === 0;
    const sudo = isRoot || (await succeeds(['sudo', '-n', 'true'], env));
    const asRoot = isRoot ? [] : ['sudo', '-n'];
    const [buildUsers, canAddUsers, rootSandbox, userSandbox, conf, mac] = await Promise.all([
        buildGroup(linux, env),
        linux &&
            succeeds([
                '/bin/sh',
                '-c',
                'PATH="$PATH:/usr/sbin:/sbin"; command -v groupadd && command -v useradd',
            ], env),
        linux && sudo && succeeds([...asRoot, 'unshare', ...NAMESPACES, 'true'], env),
        linux &&
            !isRoot &&
            succeeds(['unshare', '--user', '--map-root-user', ...NAMESPACES, 'true'], env),
        (0,promises_.readFile)(SYSTEM_CONF, 'utf8').catch(() => ''),
        linux ? {} : darwinFacts(env),
    ]);
    return {
        system,
        cores: (0,external_node_os_.availableParallelism)(),
        user: { name: user.username, uid: user.uid, gid: user.gid },
        root: isRoot ? 'self' : sudo ? 'sudo' : 'none',
        systemd: (0,external_node_fs_.existsSync)('/run/systemd/system'),
        nixFolder: await stateOfNix(),
        buildUsers,
        canAddUsers,
        sandbox: { root: rootSandbox, user: userSandbox },
        caBundle: env.NIX_SSL_CERT_FILE ?? CA_BUNDLES.find(external_node_fs_.existsSync),
        kvm: linux ? await stateOfKvm() : 'absent',
        etcConf: parseConf(conf).settings,
        daemonEnv: Object.fromEntries(Object.entries(env).filter(([name]) => PROXY.test(name))),
        ...mac,
    };
}
async function darwinFacts(env) {
    const [device, synthetic] = await Promise.all([
        capture(['stat', '-f', '%Sd', '/'], { env }),
        (0,promises_.readFile)('/etc/synthetic.conf', 'utf8').catch(() => ''),
    ]);
    return {
        disk: device.stdout.trim().replace(/s[0-9].*$/, ''),
        synthetic: /^nix\s*$/m.test(synthetic),
    };
}
/** How many members the build group has; undefined: there is no such group. */
async function buildGroup(linux, env) {
    if (linux) {
        const { code, stdout } = await capture(['getent', 'group', BUILD_GROUP], { env });
        return code === 0 ? count(stdout.trim().split(':')[3] ?? '', ',') : undefined;
    }
    const { code, stdout } = await capture(['dscl', '.', '-read', `/Groups/${BUILD_GROUP}`, 'GroupMembership'], { env });
    return code === 0 ? count(stdout.replace(/^GroupMembership:/, ''), ' ') : undefined;
}
function count(list, separator) {
    return list.split(separator).filter(item => item.trim() !== '').length;
}
async function stateOfNix() {
    if (!(0,external_node_fs_.existsSync)('/nix'))
        return 'absent';
    return (await isAccessible('/nix', external_node_fs_.constants.W_OK)) ? 'writable' : 'closed';
}
async function stateOfKvm() {
    if (!(0,external_node_fs_.existsSync)('/dev/kvm'))
        return 'absent';
    return (await isAccessible('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK)) ? 'open' : 'closed';
}
/** Whether this process may use a path in a way (`fs.constants`). */
async function isAccessible(path, mode) {
    return (0,promises_.access)(path, mode).then(() => true, () => false);
}
async function succeeds(argv, env) {
    return capture(argv, { env, cwd: '/' }).then(({ code }) => code === 0, () => false);
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/nix/download.js









/** The longest that a server's Retry-After is obeyed, in seconds. */
const download_LONGEST_WAIT = 60;
/** This machine cannot take the file; the server is not to blame. */
class LocalFault extends Error {
}
/** Codes of a disk that is full, of permissions, and of paths. (errno(3)) */
const LOCAL = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOENT|ENOTDIR|EISDIR)$/;
/**
 * Brings the bytes of an http, https or file URL into a file, hashing them on the way. Connection errors, stalls, short
 * bodies, 408, 429 and 5xx are tried again; proxies are taken from the environment (http_proxy, https_proxy, no_proxy).
 * @throws Failure naming the URL and what was answered; the file is gone then
 */
async function download(url, file, options = {}) {
    try {
        return await withRetries(url, options, () => fetchTo(url, file, options));
    }
    catch (error) {
        await (0,promises_.rm)(file, { force: true }).catch(() => { });
        throw error;
    }
}
/**
 * A small text (a `.sha256` file); undefined where the server says that there is none (404, 410, a missing file).
 * @throws Failure as {@link download}
 */
async function downloadText(url, options = {}) {
    try {
        return await withRetries(url, options, async () => {
            const { body } = await request(url, options);
            const chunks = [];
            for await (const chunk of body)
                chunks.push(chunk);
            return Buffer.concat(chunks).toString();
        });
    }
    catch (error) {
        const cause = error instanceof Error ? error.cause : undefined;
        if (cause instanceof FinalAnswer && (cause.status === 404 || cause.status === 410))
            return undefined;
        throw error;
    }
}
async function withRetries(url, options, attempt) {
    const attempts = options.attempts ?? 5;
    const firstWait = (options.firstWait ?? 1) * 1000;
    try {
        return await (0,p_retry/* default */.Ay)(attempt, {
            retries: attempts - 1,
            minTimeout: firstWait,
            factor: 2,
            randomize: true,
            shouldRetry: ({ error }) => download_isPassing(error),
            ...(options.cancel ? { signal: options.cancel } : {}),
            onFailedAttempt: async ({ error, retriesLeft }) => {
                if (retriesLeft === 0 || !download_isPassing(error) || options.cancel?.aborted)
                    return;
                options.onRetry?.(`${url}: ${told(error, options)}; ${retriesLeft} more attempts`);
                const wait = error instanceof PassingFault ? (error.retryAfter ?? 0) : 0;
                const { cancel: signal } = options;
                await (0,external_node_timers_promises_.setTimeout)(Math.min(wait, download_LONGEST_WAIT) * 1000, undefined, signal ? { signal } : {});
            },
        });
    }
    catch (error) {
        options.cancel?.throwIfAborted();
        const tried = download_isPassing(error) ? ` (${attempts} attempts)` : '';
        throw new Failure(`${url} could not be downloaded${tried}: ${told(error, options)}`, error instanceof LocalFault
            ? "Look at the runner's disk: its free space, and the permissions of RUNNER_TEMP."
            : 'Look at the URL (inputs nix-version and nix-release-url), the network and the proxy settings of the runner.', { cause: error });
    }
}
function download_isPassing(error) {
    return !(error instanceof FinalAnswer || error instanceof LocalFault);
}
/** What went wrong, in words. */
function told(error, { stall = STALL }) {
    return toldOf(error, stall);
}
async function fetchTo(url, file, options) {
    const { body, length } = await request(url, options);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    const measure = async function* (source) {
        for await (const chunk of source) {
            hash.update(chunk);
            bytes += chunk.length;
            yield chunk;
        }
    };
    const { cancel: signal } = options;
    try {
        await (0,external_node_stream_promises_.pipeline)(body, measure, (0,external_node_fs_.createWriteStream)(file), signal ? { signal } : {});
    }
    catch (error) {
        const { code, message } = error;
        throw LOCAL.test(code ?? '') ? new LocalFault(`${file}: ${message}`) : error;
    }
    if (length !== undefined && bytes !== length) {
        throw new PassingFault(`it ended after ${bytes} of ${length} bytes`);
    }
    return { bytes, sha256: hash.digest('hex') };
}
async function request(url, options) {
    if (new URL(url).protocol === 'file:')
        return openFile((0,external_node_url_.fileURLToPath)(url));
    const http = await openHttp(options.stall ?? STALL, 5);
    const response = await http.request(url, { cancel: options.cancel });
    const status = response.statusCode;
    if (status !== 200) {
        response.body.on('error', () => { }).destroy();
        if (status !== 408 && status !== 429 && status < 500)
            throw new FinalAnswer(status, `the server answered ${status}`);
        throw new PassingFault(`the server answered ${status}`, retryAfter(response.headers['retry-after']));
    }
    const length = Number(response.headers['content-length'] ?? Number.NaN);
    return { body: response.body, length: Number.isNaN(length) ? undefined : length };
}
async function openFile(path) {
    try {
        const handle = await (0,promises_.open)(path);
        const about = await handle.stat();
        if (about.isFile())
            return { body: handle.createReadStream(), length: about.size };
        await handle.close();
        throw new Error('it is not a file');
    }
    catch (error) {
        throw new FinalAnswer(404, `the file cannot be read: ${error.message}`);
    }
}
/** The first bytes of a file. */
async function headOf(file, bytes) {
    const handle = await (0,promises_.open)(file);
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
        return buffer.subarray(0, bytesRead);
    }
    finally {
        await handle.close();
    }
}

;// CONCATENATED MODULE: ./build/nix/archive.js


/**
 * Brings a release's tarball into `file` and checks its SHA-256, before anything of it is unpacked or run.
 * @param notice told where the hash comes from neither the input nor the table
 * @throws Failure where it cannot be had, is not an archive, or is another one
 */
async function fetchArchive(release, file, notice, options = {}) {
    const expected = release.sha256 ?? (await publishedHash(release, notice, options));
    const { sha256, bytes } = await download(release.url, file, options);
    if (sha256 === expected)
        return;
    const what = await archive_kindOf(file);
    if (what !== undefined) {
        throw new Failure(`${release.url} is no Nix release: the server sent ${what} (${bytes} bytes), not an xz archive.`, 'Open the URL in a browser; the input nix-release-url has to lead to the tarballs themselves.');
    }
    throw new Failure(`${release.url} has the SHA-256 ${sha256} (${bytes} bytes), expected is ${expected}. Nothing of it was unpacked.`, 'If the tarball is meant to differ from the official one, give its hash in the input nix-sha256; else the download is damaged or was tampered with.');
}
async function publishedHash({ version, url }, notice, options) {
    const text = await downloadText(`${url}.sha256`, options);
    const sha256 = text?.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
        const said = text === undefined ? 'is not there' : 'holds no SHA-256';
        throw new Failure(`nix-version: nothing says which SHA-256 the tarball of Nix ${version} must have: it is not in the action's table, and ${url}.sha256 ${said}.`, 'Look at nix-version and nix-release-url, or give the hash in the input nix-sha256.');
    }
    notice(`Nix ${version} is not in the action's table; its SHA-256 is taken from ${url}.sha256.`);
    return sha256;
}
/** What a file is that is no xz archive, in words; undefined where it begins like one. */
async function archive_kindOf(file) {
    const head = await headOf(file, 64);
    if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex')))
        return undefined;
    if (head.length === 0)
        return 'nothing';
    return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else';
}

;// CONCATENATED MODULE: ./build/nix/install/darwin.js

const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util';
/** Apple has taken 300 to 304 since macOS 15; the official installer's numbers (NixOS/nix#10892). */
const GROUP_ID = 350;
/**
 * The ground of an install on macOS: an APFS volume mounted at /nix for as long as the machine runs (no fstab, no launchd:
 * a runner's machine does not boot twice), then users beside the unpacking.
 */
function planGround(mode, facts, unpackFolder) {
    const folders = [...volume(facts), ...rootFolders(mode, facts, unpackFolder)];
    return { folders, users: mode === 'daemon' ? buildUsers(facts) : [] };
}
/** /nix is a volume of its own: the root volume is read-only, and synthetic.conf makes the mount point. */
function volume({ nixFolder, synthetic, disk }) {
    if (nixFolder !== 'absent')
        return [];
    const why = 'make the volume of /nix';
    const append = "printf 'nix\\n' >> /etc/synthetic.conf";
    // Both forms answer with an error although they did it; whether /nix is there is looked at afterwards.
    const stitch = `${APFS_UTIL} -t || ${APFS_UTIL} -B || true`;
    return [
        ...(synthetic ? [] : [root(why, '/bin/sh', '-c', append)]),
        root(why, '/bin/sh', '-c', stitch),
        root(why, '/bin/sh', '-c', 'for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1'),
        root(why, 'diskutil', 'apfs', 'addVolume', disk || 'disk1', 'APFS', 'Nix Store', '-mountpoint', '/nix'),
        root(why, 'diskutil', 'enableOwnership', '/nix'),
        // Without it builds are slower, and no more.
        root('keep Spotlight out of /nix', '/bin/sh', '-c', 'mdutil -i off /nix || true'),
    ];
}
function rootFolders(mode, { user }, unpackFolder) {
    const why = 'make the folders of Nix';
    if (mode === 'daemon') {
        return [root(why, 'install', '-d', '-m', '0755', ...NIX_FOLDERS, '/etc/nix', unpackFolder)];
    }
    return [
        root(why, 'chown', `${user.uid}:${user.gid}`, '/nix'),
        { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', why },
    ];
}
function buildUsers({ cores, buildUsers: have }) {
    if (have)
        return [];
    const why = 'make the build users';
    const group = root(why, 'dseditgroup', '-o', 'create', '-r', 'Nix build group', '-i', String(GROUP_ID), BUILD_GROUP);
    const users = Array.from({ length: buildUserCount(cores) }, (_, index) => {
        const name = `_${BUILD_GROUP}${index + 1}`;
        const record = `/Users/${name}`;
        const attributes = [
            ['UniqueID', String(GROUP_ID + 1 + index)],
            ['PrimaryGroupID', String(GROUP_ID)],
            ['IsHidden', '1'],
            ['NFSHomeDirectory', '/var/empty'],
            ['UserShell', '/sbin/nologin'],
        ];
        return [
            ...attributes.map(([key, value]) => patiently(why, 'dscl', '.', '-create', record, key, value)),
            patiently(why, 'dseditgroup', '-o', 'edit', '-t', 'user', '-a', name, BUILD_GROUP),
        ];
    });
    return have === undefined ? [group, ...users.flat()] : users.flat();
}
/** The directory service of a fresh machine fails now and then with eNotYetImplemented (NixOS/nix#12140). */
function patiently(why, ...argv) {
    const again = 'for i in 1 2 3 4; do "$@" && exit; sleep 1; done; exec "$@"';
    return root(why, '/bin/sh', '-c', again, 'sh', ...argv);
}
/** The daemon is our own process: launchd's part takes seconds and is for machines that boot again. */
function planDaemon(facts, nix) {
    // As in Nix's own launchd file: without it macOS ends a daemon that forks after it used a framework.
    const env = { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...facts.daemonEnv };
    return { start: [], stop: [], process: { argv: [`${nix}/bin/nix-daemon`], env } };
}

;// CONCATENATED MODULE: ./build/nix/install/linux.js

/** The ground of an install on Linux: folders, then users beside the unpacking. */
function linux_planGround(mode, facts, unpackFolder) {
    return mode === 'daemon'
        ? { folders: daemonFolders(unpackFolder), users: [...linux_buildUsers(facts), ...openKvm(facts)] }
        : { folders: userFolders(facts, unpackFolder), users: openKvm(facts) };
}
function daemonFolders(unpackFolder) {
    const folders = ['/nix', ...NIX_FOLDERS, '/etc/nix', unpackFolder];
    return [root('make the folders of Nix', 'install', '-d', '-m', '0755', ...folders)];
}
function userFolders({ user, nixFolder }, unpackFolder) {
    const owner = ['-o', String(user.uid), '-g', String(user.gid)];
    const own = root('make /nix', 'install', '-d', '-m', '0755', ...owner, '/nix');
    const why = 'make the folders of Nix';
    return [
        ...(nixFolder === 'writable' ? [] : [own]),
        { argv: ['mkdir', '-p', ...NIX_FOLDERS, unpackFolder], as: 'user', why },
    ];
}
function linux_buildUsers(facts) {
    if (facts.buildUsers)
        return [];
    const why = 'make the build users';
    const group = root(why, 'groupadd', '--system', BUILD_GROUP);
    const users = Array.from({ length: buildUserCount(facts.cores) }, (_, index) => {
        const name = `${BUILD_GROUP}${index + 1}`;
        const home = ['--no-create-home', '--home-dir', '/var/empty', '--shell', '/sbin/nologin'];
        // Nix reads the group's list of members: a primary group alone is not enough.
        const groups = ['--no-user-group', '--gid', BUILD_GROUP, '--groups', BUILD_GROUP];
        return root(why, 'useradd', '--system', ...groups, ...home, name);
    });
    return facts.buildUsers === undefined ? [group, ...users] : users;
}
/** Open to all, because builds run as build users; gone with the next boot, so no udev rule. */
function openKvm({ kvm, root: has }) {
    return kvm === 'closed' && has !== 'none'
        ? [root('open /dev/kvm', 'chmod', '0666', '/dev/kvm')]
        : [];
}
/** The daemon: as systemd's service where systemd runs the machine, else as a process of our own. */
function linux_planDaemon(facts, nix) {
    if (!facts.systemd) {
        return {
            start: [],
            stop: [],
            process: { argv: [`${nix}/bin/nix-daemon`], env: facts.daemonEnv },
        };
    }
    const units = `${nix}/lib/systemd/system`;
    const why = 'start the daemon';
    return {
        start: [
            ...systemdEnvironment(facts),
            root(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
            root(why, 'systemctl', 'start', 'nix-daemon.socket'),
        ],
        stop: STOP_SERVICE,
    };
}
const DROP_IN = '/run/systemd/system/nix-daemon.service.d';
/** Ends systemd's daemon; on a machine that stays its unit remains, but nothing of the job's environment. */
const STOP_SERVICE = [
    root('stop the daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
    root("remove the job's proxies", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
];
/** A drop-in below /run lasts until the next boot: a proxy of this job is not the machine's. */
function systemdEnvironment({ daemonEnv }) {
    // A percent sign begins a specifier of systemd (systemd.unit(5)).
    const lines = Object.entries(daemonEnv).map(([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`);
    if (lines.length === 0)
        return [];
    const why = "give the daemon the job's proxies";
    return [
        root(why, 'install', '-d', DROP_IN),
        { ...root(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
    ];
}

;// CONCATENATED MODULE: ./build/nix/install/mode.js

/**
 * The mode of an install and why, in words.
 * @throws Failure where the mode that is asked for cannot be had on this machine
 */
function chooseMode(asked, facts) {
    const obstacle = daemonObstacle(facts);
    if (asked === 'daemon' && obstacle) {
        throw new Failure(`nix-mode: the daemon cannot be installed here: ${obstacle}.`, 'Leave nix-mode out, or set it to single-user.');
    }
    if (asked === 'single-user' || obstacle) {
        if (facts.nixFolder !== 'writable' && facts.root === 'none')
            throw closedNix(facts);
        return { mode: 'single-user', reason: obstacle ?? 'nix-mode asks for it' };
    }
    return { mode: 'daemon', reason: asked === 'auto' ? 'root is there' : 'nix-mode asks for it' };
}
function daemonObstacle(facts) {
    if (facts.root === 'none')
        return 'there is neither root nor sudo without a password';
    const linux = facts.system.endsWith('-linux');
    if (linux && !facts.buildUsers && !facts.canAddUsers) {
        return 'the group nixbld has no members, and groupadd and useradd are missing';
    }
    return undefined;
}
function closedNix(facts) {
    const state = facts.nixFolder === 'absent' ? 'does not exist' : `is not writable for ${facts.user.name}`;
    return new Failure(`Nix cannot be installed: /nix ${state}, and there is neither root nor sudo without a password.`, `Let an administrator run: install -d -m 0755 -o ${facts.user.name} /nix. Or install Nix on the runner; the action uses a Nix that is there.`);
}

;// CONCATENATED MODULE: ./build/nix/install/place.js

/** A path that is there already stays: it may be in use. (`mv -n` calls that a failure in coreutils 9.2 to 9.4.) */
const MOVE = 'cd "$1" && shift && for path; do test -e "/nix/store/$path" || mv "$path" /nix/store/ || exit; done';
/**
 * How the unpacked store paths come into the store and are registered, the same on Linux and macOS.
 * @param conf the text of the system's nix.conf; written in daemon mode only
 */
function planPlacing(mode, conf, { folder, paths, nix }) {
    const step = (why, ...argv) => mode === 'daemon' ? root(why, ...argv) : { argv, as: 'user', why };
    const targets = paths.map(path => `/nix/store/${path}`);
    // The database is opened directly: there is no daemon yet, and root's HOME is not the user's.
    const environment = [...(mode === 'daemon' ? ['HOME=/var/empty'] : []), 'NIX_REMOTE=local'];
    return [
        step('move the store paths into the store', '/bin/sh', '-c', MOVE, 'sh', `${folder}/store`, ...paths),
        step('make the store paths read-only', 'chmod', '-R', 'a-w', ...targets),
        ...(mode === 'daemon'
            ? [{ ...root('write the settings', 'tee', SYSTEM_CONF), input: conf }]
            : []),
        {
            ...step('register the store paths', 'env', ...environment, `${nix}/bin/nix-store`, '--load-db'),
            inputFile: `${folder}/.reginfo`,
        },
        step('link the default profile', 'ln', '-sfn', nix, `${DEFAULT_PROFILE}-1-link`),
        step('link the default profile', 'ln', '-sfn', 'default-1-link', DEFAULT_PROFILE),
        step('remove what is left of the archive', 'rm', '-rf', folder),
    ];
}

;// CONCATENATED MODULE: ./build/nix/install/settings.js


/** For every mode in a file of the user too: `experimental-features` in one of theirs would undo the system's. */
const FLAKES = { name: 'extra-experimental-features', value: 'nix-command flakes' };
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
/** Variables of a daemon that does not know a setting yet. */
function daemonVariables(version, caBundle) {
    return isAtLeast(version, SSL_CERT_FILE) ? {} : { NIX_SSL_CERT_FILE: caBundle };
}
/** The settings of a Nix that we install. */
function installedSettings(mode, version, facts) {
    const linux = facts.system.endsWith('-linux');
    const sandbox = mode === 'daemon' || facts.root === 'self' ? facts.sandbox.root : facts.sandbox.user;
    return [
        { name: 'build-users-group', value: mode === 'daemon' ? BUILD_GROUP : '' },
        // A sandbox that is lost without a word would be a false sense of safety.
        ...(linux ? [{ name: 'sandbox-fallback', value: 'false' }] : []),
        ...(linux && !sandbox ? [{ name: 'sandbox', value: 'false' }] : []),
        // NIX_SSL_CERT_FILE does not reach a daemon.
        ...(mode === 'daemon' && facts.caBundle && isAtLeast(version, SSL_CERT_FILE)
            ? [{ name: 'ssl-cert-file', value: facts.caBundle }]
            : []),
        { name: 'max-jobs', value: 'auto' },
        { name: 'connect-timeout', value: '15' },
        { name: 'stalled-download-timeout', value: '15' },
        // Nix warns at every call of a setting that it does not know yet.
        ...(isAtLeast(version, ALWAYS_ALLOW)
            ? [{ name: 'always-allow-substitutes', value: 'true' }]
            : []),
        FLAKES,
        ...(mode === 'daemon'
            ? [{ name: 'extra-trusted-users', value: `root ${facts.user.name}` }]
            : []),
    ];
}

;// CONCATENATED MODULE: ./build/nix/install/install.js
















/**
 * Installs Nix from a release tarball. Nothing on the machine is changed before the tarball's hash is right.
 * @throws Failure
 */
async function installNix(inputs, facts, rim) {
    const { mode, reason } = chooseMode(inputs.nixMode, facts);
    const version = resolveVersion(inputs.nixVersion ?? DEFAULT_VERSION);
    const release = locateRelease(version, facts.system, inputs.nixReleaseUrl, inputs.nixSha256);
    rim.say.info(`Nix ${version} for ${facts.system}, ${mode} mode (${reason}), from ${release.url}`);
    warnOfSandbox(mode, facts, rim);
    const tarball = (0,external_node_path_.join)(rim.folder, 'nix.tar.xz');
    const onRetry = (message) => rim.say.info(message);
    const notice = (message) => rim.say.notice(message);
    await fetchArchive(release, tarball, notice, { onRetry, cancel: rim.cancel });
    const executor = new Executor(facts.root, rim.env, rim.cancel, rim.say);
    const unpacked = await unpack(mode, facts, tarball, executor);
    // Where the machine has none there is the release's own.
    const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`;
    const netrc = mode === 'daemon' && inputs.cache.name !== '' && inputs.cache.authToken.value;
    const settings = [
        ...installedSettings(mode, version, { ...facts, caBundle }),
        ...(netrc ? [{ name: 'netrc-file', value: DAEMON_NETRC }] : []),
    ];
    const systemConf = formatConf(mergeConf(settings, [...facts.etcConf, ...inputs.nixConf]));
    await executor.all(planPlacing(mode, systemConf, unpacked));
    await (0,promises_.rm)(tarball);
    const daemonEnv = { ...facts.daemonEnv, ...daemonVariables(version, caBundle) };
    const plan = mode === 'daemon'
        ? platform(facts).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
        : undefined;
    const daemon = plan && (await startDaemon(plan, executor, (0,external_node_path_.join)(rim.folder, 'daemon.log')));
    return {
        version,
        mode,
        nix: unpacked.nix,
        caBundle,
        userSettings: mode === 'daemon' ? [FLAKES] : mergeConf(settings, inputs.nixConf),
        daemon,
        service: plan !== undefined && daemon === undefined,
    };
}
function platform(facts) {
    return facts.system.endsWith('-darwin') ? darwin_namespaceObject : linux_namespaceObject;
}
async function unpack(mode, facts, tarball, executor) {
    const folder = `/nix/.unpack-${(0,external_node_crypto_.randomUUID)()}`;
    const ground = platform(facts).planGround(mode, facts, folder);
    await executor.all(ground.folders);
    const why = 'unpack the release';
    const argv = ['tar', '-xJf', tarball, '-C', folder, '--strip-components=1', '--no-same-owner'];
    const tar = mode === 'daemon' ? root(why, ...argv) : { argv, as: 'user', why };
    const results = await Promise.allSettled([executor.one(tar), executor.all(ground.users)]);
    const failed = results.find(result => result.status === 'rejected');
    if (failed) {
        await executor.one({ ...tar, argv: ['rm', '-rf', folder], why: 'remove what was unpacked' });
        throw failed.reason;
    }
    return { folder, ...(await readUnpacked(folder)) };
}
/** What the `install` script of the tarball says of it, and the names of its store paths. */
async function readUnpacked(folder) {
    const [script, paths] = await Promise.all([
        (0,promises_.readFile)((0,external_node_path_.join)(folder, 'install'), 'utf8').catch(() => ''),
        (0,promises_.readdir)((0,external_node_path_.join)(folder, 'store')).catch(() => []),
    ]);
    const nix = /^nix="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1];
    const cacert = /^cacert="(\/nix\/store\/[^"]+)"$/m.exec(script)?.[1];
    if (nix && cacert && paths.length > 0)
        return { paths, nix, cacert };
    throw new Failure(`The tarball has not the layout of a Nix release: ${folder} lacks store/ or an install script with nix= and cacert=.`, 'The input nix-release-url has to lead to binary tarballs as on releases.nixos.org.');
}
function warnOfSandbox(mode, { system, sandbox, root: has }, rim) {
    const possible = mode === 'daemon' || has === 'self' ? sandbox.root : sandbox.user;
    if (possible || !system.endsWith('-linux'))
        return;
    const help = mode === 'daemon' || has === 'self'
        ? 'Run the container with the rights to make namespaces (options: --privileged).'
        : 'Use nix-mode: daemon, or allow unprivileged user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.';
    rim.say.warning(`This machine does not let Nix make the namespaces of its sandbox; builds run without it. ${help}`, 'No sandbox');
}

;// CONCATENATED MODULE: ./build/nix/system.js

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
    throw new Failure(`Nix cannot be installed on ${platform} with a ${arch} processor.`, 'Run the job on Linux or macOS with an x86_64 or aarch64 processor (runs-on: ubuntu-latest, ubuntu-24.04-arm, macos-latest).');
}

;// CONCATENATED MODULE: ./build/nix/provide.js














/**
 * Uses the Nix that is there, or installs one.
 * @param tokens the file with credentials is named in the settings, whether or not it is there yet
 * @throws Failure
 */
async function provideNix(inputs, tokens, rim) {
    const system = systemOf(process.platform, process.arch);
    const found = await findNix(rim.env);
    if (found) {
        checkVersion(found, inputs.nixVersion);
        return useNix(found, system, inputs, tokens.path, rim);
    }
    const facts = await gatherFacts(system, rim.env);
    const { version, mode, nix, caBundle, userSettings, daemon, service } = await installNix(inputs, facts, rim);
    const bin = `${nix}/bin`;
    // A mirror may hold another Nix than its URL says.
    const about = (await describeNix(bin, rim.env)) ?? { version, flavor: 'nix' };
    return {
        nix: { bin, ...about, system, install: 'installed', mode },
        environment: {
            ...(await confFiles(userSettings, inputs, tokens.path, rim)),
            NIX_SSL_CERT_FILE: caBundle,
            // Root would open the store by itself, beside the daemon.
            ...(mode === 'daemon' && facts.root === 'self' ? { NIX_REMOTE: 'daemon' } : {}),
        },
        path: [`${DEFAULT_PROFILE}/bin`],
        daemon,
        service,
        executor: new Executor(facts.root, rim.env, rim.cancel, rim.say),
    };
}
async function useNix(found, system, inputs, tokenFile, rim) {
    rim.say.info(`Nix ${found.version} (${found.flavor}) is there, in ${found.bin}; it is used and not changed.`);
    const ownStore = await isAccessible('/nix/var/nix/db', external_node_fs_.constants.W_OK);
    const asked = rim.env.NIX_REMOTE === 'daemon';
    const mode = ownStore && !asked ? 'single-user' : 'daemon';
    // To look at the machine is to ask sudo, which a runner with a Nix that works should not see.
    const isReady = mode === 'daemon' ? await daemonAnswers() : process.getuid?.() !== 0;
    const facts = isReady ? undefined : await gatherFacts(system, rim.env);
    const daemon = mode === 'daemon' && facts ? await wakeDaemon(found, facts, rim) : undefined;
    const settings = foundSettings(mode, facts);
    const { bin, version, flavor } = found;
    return {
        nix: { bin, version, flavor, system, install: 'found', mode },
        environment: await confFiles([...inputs.nixConf, ...settings], inputs, tokenFile, rim),
        path: found.onPath ? [] : [found.bin],
        daemon,
        service: false,
        executor: new Executor(facts?.root ?? 'none', rim.env, rim.cancel, rim.say),
    };
}
/** A Nix whose daemon sleeps (an earlier job stopped it) is woken for this job. */
async function wakeDaemon(found, facts, rim) {
    if (facts.root === 'none') {
        throw new Failure(`Nix ${found.version} is there (${found.bin}), but its daemon does not answer and its store is not writable for ${facts.user.name}.`, 'Start the daemon on the runner: systemctl start nix-daemon.socket.');
    }
    const executor = new Executor(facts.root, rim.env, rim.cancel, rim.say);
    const process = { argv: [(0,external_node_path_.join)(found.bin, 'nix-daemon')], env: facts.daemonEnv };
    return startDaemon({ start: [], stop: [], process }, executor, (0,external_node_path_.join)(rim.folder, 'daemon.log'));
}
/**
 * The user's settings in a file of this run, named with the other files of this run before the user's own. Nix passes
 * over files that are not there (yet, or any more).
 */
async function confFiles(settings, { acceptFlakeConfig }, tokenFile, { folder, env }) {
    const conf = (0,external_node_path_.join)(folder, 'nix.conf');
    const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : [];
    await (0,promises_.writeFile)(conf, formatConf([...accept, ...settings]));
    return { NIX_USER_CONF_FILES: userConfFiles([tokenFile, (0,external_node_path_.join)(folder, CACHES_CONF), conf], env) };
}

// EXTERNAL MODULE: ./build/process/environment.js
var environment = __webpack_require__(4511);
;// CONCATENATED MODULE: ./build/cache/actions-cache/answers.js

/** Reads the answer to a restore: the toolkit returns nothing both where nothing is there and where all failed. */
function judgeRestore({ value, error, lines }, asked) {
    if (error !== undefined)
        return broken(error);
    if (value === undefined || value === null) {
        const failure = answers_said(lines, /^Failed to restore: (.*)/);
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
        answers_said(lines, /^Failed to reserve cache: (?:Error: )?(.*)/) ??
        answers_said(lines, /^Failed to save: (.*)/) ??
        lines.map(answers_plain).find(line => /^::warning|^::error/.test(line)) ??
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
function answers_said(lines, pattern) {
    const found = lines.map(line => pattern.exec(answers_plain(line).replace(/^::\w+::/, ''))?.[1]);
    return found.findLast(it => it !== undefined);
}
/** Without the escapes of workflow commands. */
function answers_plain(line) {
    return line.replaceAll('%0A', ' ').replaceAll('%0D', ' ').replaceAll('%25', '%');
}
/** The signature of an address is a secret for as long as the address is good. */
function quoted(detail) {
    const text = detail
        .replace(/^::\w+::/, '')
        .replace(/\s*If you are using self-hosted runners.*/s, '')
        .replace(/\bsig=[^&\s"']*/gi, 'sig=***');
    const line = oneLine(text, 240) || 'it gave no reason';
    return /[.!?…]$/.test(line) ? line : `${line}.`;
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./build/process/lines.js

/** A line longer than this (bytes) is given in pieces, so that memory stays bounded whatever a child prints. */
const lines_LONGEST = 1 << 20;
/** Cuts a stream of bytes into lines of text; invalid UTF-8 becomes U+FFFD. */
class LineSplitter {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #onLine;
    #longest;
    #rest = '';
    constructor(onLine, longest = lines_LONGEST) {
        this.#onLine = onLine;
        this.#longest = longest;
    }
    write(chunk) {
        const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
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

// EXTERNAL MODULE: ./build/cache/actions-cache/protocol.js
var protocol = __webpack_require__(480);
;// CONCATENATED MODULE: ./build/cache/actions-cache/call.js




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
    const splitter = new LineSplitter(line => {
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

;// CONCATENATED MODULE: ./build/cache/actions-cache/service.js
/** What `@actions/cache` reads of the environment beside paths. */
const VARIABLES = [
    'ACTIONS_CACHE_SERVICE_V2',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_URL',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_CACHE_MODE',
];
/** Events whose runs may save: design of GitHub's scopes keeps what a stranger's pull request saves to itself. */
const WRITERS = ['push', 'schedule', 'workflow_dispatch', 'merge_group', 'pull_request'];
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

;// CONCATENATED MODULE: ./build/cache/actions-cache.js










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
/** Whether the user has to be warned of it: the cache failed, and is not merely empty, off, or faster elsewhere. */
function isCacheTrouble({ kind }) {
    return kind === 'refused' || kind === 'too-big' || kind === 'broken';
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
        const env = (0,environment/* childEnvironment */.Q)(options.env);
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
            return gaveUp(`the process that asks it ended (${oneLine(ended.said) || 'without a word'})`);
    }
}
function tooBig(limit) {
    return {
        kind: 'too-big',
        told: `GitHub's cache is not used for this: it would be more than ${limit} bytes.`,
    };
}

;// CONCATENATED MODULE: ./build/report/data.js
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

;// CONCATENATED MODULE: ./build/report/records.js
/** What took place, in the order in which it began. */
class Records {
    startedAt = new Date();
    phases = [];
    steps = [];
    /** Something that had to succeed and is no step did not. */
    broken = false;
    /** When main began, in milliseconds of the process's clock. */
    origin = performance.now();
    /** Seconds since main began, with three decimals. */
    now() {
        return round((performance.now() - this.origin) / 1000);
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
            this.phases.push({ name, start, seconds: round(this.now() - start), status });
        }
    }
    /** `success` exactly when nothing failed that may not. */
    get result() {
        const bad = ['failure', 'timeout', 'cancelled'];
        const failed = this.steps.some(({ status }) => bad.includes(status));
        return failed || this.broken ? 'failure' : 'success';
    }
}
/** Three decimals. */
function round(seconds) {
    return Math.round(seconds * 1000) / 1000;
}
/** The first step that failed and may not. */
function failedStep({ steps }) {
    return steps.find(({ status }) => status === 'failure' || status === 'timeout' || status === 'cancelled');
}

;// CONCATENATED MODULE: ./build/report/baseline.js



/** Samples of one thing that are kept, the newest last. */
const KEPT = 10;
/** Samples below which nothing is judged. */
const ENOUGH = 3;
/** Things that samples are kept of. */
const THINGS = 3000;
/** Characters of the file. */
const baseline_LONGEST = 1 << 20;
/** Seconds, and store paths, of a sample that can be true. */
const baseline_MOST = 1e7;
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
            .map(check => one('check', [step.name, check.name], checkSeconds(check), 1));
        const built = step.counts?.built ?? checks.length;
        const own = one(step.kind, [step.name], step.seconds, built);
        return isComparable(step) ? [own, ...checks] : checks;
    });
}
const baseline_BUILDS = ['flake-check', 'build', 'nix-build'];
function isComparable({ kind, status, attempts, counts, checks }) {
    if (status !== 'success' || attempts !== 1)
        return false;
    const isKnown = counts?.built !== undefined || checks !== undefined;
    const built = counts?.built ?? checks?.filter(isBuilt).length;
    return !(baseline_BUILDS.includes(kind) && isKnown && built === 0);
}
const isBuilt = ({ status }) => status === 'built';
/**
 * Judges what has enough samples. A run that built much is not compared with those that built less, most of it being
 * cached there.
 */
function baseline_compare(history, measured) {
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
        const samples = [...(next.get(id) ?? []), [round(seconds), built]].filter(isSample);
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
    if (text.length > baseline_LONGEST)
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
    return value.every(it => typeof it === 'number' && it >= 0 && it <= baseline_MOST);
}
function medianOf(numbers) {
    const sorted = numbers.toSorted((a, b) => a - b);
    const middle = sorted.length >> 1;
    const upper = sorted[middle] ?? 0;
    return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

;// CONCATENATED MODULE: ./build/report/baseline-store.js






/** The name of the file in its entry and between main and post. */
const baseline_store_NAME = 'nix-ci-baseline.json';
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
    const file = (0,external_node_path_.join)(fresh, baseline_store_NAME);
    try {
        await (0,promises_.mkdir)(fresh, { mode: 0o700 });
        const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: LIMIT });
        if (found.kind === 'miss')
            return none('There are no timings of the default branch yet.');
        if (found.kind !== 'hit')
            return none(baseline_store_told(found.told), isCacheTrouble(found));
        const history = readHistory(await (0,promises_.readFile)(file, 'utf8'));
        if (!history)
            return none(`The timings in ${found.key} are not in our format.`, true);
        const message = `Timings of the default branch: ${history.size} things (${found.key}).`;
        return { history, told: message, trouble: false };
    }
    catch (error) {
        return none(baseline_store_told(String(error)), true);
    }
    finally {
        await (0,promises_.rm)(fresh, { recursive: true, force: true }).catch(() => { });
    }
}
const baseline_store_told = (why) => `Nothing is compared with the default branch: ${why}`;
/** Leaves the samples for post, in main's private folder. */
async function leaveBaseline(history, folder) {
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, baseline_store_NAME), historyText(history), { mode: 0o600 });
}
/**
 * Saves what main left, in post. What steps may have done to the file between is not trusted. Never throws.
 * @returns undefined where main left nothing
 */
async function saveBaseline(cache, { key }, folder) {
    const left = (0,external_node_path_.join)(folder, baseline_store_NAME);
    try {
        const text = await readLeft(left);
        if (text === undefined)
            return undefined;
        const history = readHistory(text);
        if (!history)
            return { told: `${left} is not in our format; nothing is saved.`, trouble: true };
        const file = (0,external_node_path_.join)(await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, 'baseline-')), baseline_store_NAME);
        await (0,promises_.writeFile)(file, historyText(history), { flag: 'wx' });
        const saved = await cache.save({ file, key, limit: LIMIT });
        return { told: `Timings: ${saved.told}`, trouble: isCacheTrouble(saved) };
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

;// CONCATENATED MODULE: ./build/report/words.js
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
/** `3 built, 41 fetched (212 MB), 2 pushed`; what is nothing or not known is left out. */
function countsText(counts) {
    const { built = 0, fetched = 0, fetchedBytes = 0, pushed = 0, pushedBytes = 0 } = counts;
    const moved = (count, what, bytes) => count === 0 ? [] : [`${count} ${what}${bytes > 0 ? ` (${bytesText(bytes)})` : ''}`];
    return [
        ...(built === 0 ? [] : [`${built} built`]),
        ...moved(fetched, 'fetched', fetchedBytes),
        ...moved(pushed, 'pushed', pushedBytes),
    ].join(', ');
}
/** `1 check`, `3 checks`. */
function plural(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
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

;// CONCATENATED MODULE: ./build/report/compare.js





/** Jobs of a matrix that test different versions of Nix are not compared with each other. */
function keysOf(env) {
    return baselineKeys(env, systemOf(process.platform, process.arch), env['INPUT_NIX-VERSION']);
}
/** Gets what the default branch took, before the steps and beside the install. Never throws. */
async function findBaseline(env, rim) {
    const cache = openActionsCache({ env, folder: rim.folder, cancel: rim.cancel });
    const found = await restoreBaseline(cache, keysOf(env), rim.folder);
    if (found.trouble)
        rim.say.warning(found.told, 'Baseline');
    else
        rim.say.info(found.told);
    return found;
}
/** Compares the steps and checks with it, warns of what is slower, and leaves new samples of the default branch to post. */
async function useBaseline(run, { history }, event, rim) {
    const measured = measure(run.records.steps);
    const verdicts = baseline_compare(history, measured);
    run.baseline = new Map(verdicts.map(({ name, median, verdict }) => [name, { median, verdict }]));
    for (const { name, seconds, median, samples } of verdicts.filter(({ slower }) => slower)) {
        rim.say.warning(`${name} took ${durationText(seconds)}; on the default branch it takes ${durationText(median)} (median of ${samples}).`, 'Slower than the default branch');
    }
    if (isBaselineRun(event))
        await leaveBaseline(extend(history, measured), rim.folder);
}
/** Saves what main left, in post; nothing on other branches. Never throws. */
async function keepBaseline(env, event, rim) {
    if (!isBaselineRun(event))
        return;
    const cache = openActionsCache({ env, folder: rim.folder, cancel: rim.cancel });
    const saved = await saveBaseline(cache, keysOf(env), rim.folder);
    if (saved?.trouble)
        rim.say.warning(saved.told, 'Baseline');
    else if (saved)
        rim.say.info(saved.told);
}

;// CONCATENATED MODULE: ./build/report/failures.js

/** Statuses of checks that failed by themselves. */
const OWN = ['eval-error', 'failed', 'timeout'];
/**
 * What failed, one entry a cause, in the order of the steps: the checks and dependencies of a step that failed, or
 * the step where none of them explains it. What failed only because a dependency did is not among them.
 */
function failuresOf({ steps }) {
    return steps.flatMap(step => {
        const allowed = step.status === 'allowed-failure';
        const failed = hasFailed(step) || allowed;
        const causes = failed ? [...failedChecks(step), ...failedDependencies(step)] : [];
        // A step that ran out of time is no fault of the checks that failed before.
        const own = failed && (causes.length === 0 || (hasFailed(step) && step.status !== 'failure'));
        const itself = {
            name: step.name,
            step: step.name,
            status: allowed ? 'failure' : step.status,
            seconds: step.seconds,
            error: step.error ?? { message: step.reason ?? step.status },
        };
        return [...causes, ...(own ? [itself] : [])].map(item => ({ ...item, allowed }));
    });
}
/** Checks that failed only because something else did. */
function dependents({ checks = [] }) {
    return checks.filter(({ status }) => status === 'dependency-failed');
}
/** Without an error a check's status says all there is, and the step's error the rest. */
function failedChecks({ name: step, checks = [] }) {
    const ended = checks.filter(({ status, error }) => OWN.includes(status) && error !== undefined);
    return ended
        .toSorted((a, b) => OWN.indexOf(a.status) - OWN.indexOf(b.status))
        .map(({ name, status, evalSeconds, buildSeconds, error }) => {
        const seconds = status === 'eval-error' ? evalSeconds : buildSeconds;
        return { name, step, status, seconds, error: error ?? { message: status } };
    });
}
function failedDependencies({ name: step, failedDependencies: failed = [] }) {
    return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }));
}

;// CONCATENATED MODULE: ./build/report/annotations.js



/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
const BUDGET = 10;
const annotations_LONGEST = 3900;
/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
function timingNotices({ phases, steps }, budget = BUDGET) {
    const all = [...phases, ...steps].toSorted((a, b) => a.start - b.start);
    if (all.length <= budget)
        return all.map(timingNotice);
    if (budget < 1)
        return [];
    const byWeight = all.toSorted((a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || b.seconds - a.seconds);
    const kept = new Set(byWeight.slice(0, budget - 1));
    const rest = all.filter(record => !kept.has(record));
    const list = rest.map(record => `${record.name}: ${timingText(record)}`);
    return [
        ...all.filter(record => kept.has(record)).map(timingNotice),
        { title: `${rest.length} more`, message: cutMiddle(list.join('\n'), annotations_LONGEST) },
    ];
}
/**
 * One error a check or dependency that failed, or a step where none of them explains it; what failed only because a
 * dependency did has none. The last one within the budget says how many more there are.
 */
function stepErrors({ steps }, budget = BUDGET) {
    const failed = failuresOf({ steps }).filter(({ allowed }) => !allowed);
    if (failed.length <= budget)
        return failed.map(failureError);
    if (budget < 1)
        return [];
    const rest = failed.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...failed.slice(0, budget - 1).map(failureError),
        { title: `${rest.length} more failed`, message: cutMiddle(names, annotations_LONGEST) },
    ];
}
/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
function timingText(record) {
    const parts = [
        `${record.seconds.toFixed(1)} s`,
        record.status,
        'reason' in record ? record.reason : undefined,
        'flaky' in record && record.flaky ? `flaky: attempt ${record.attempts}` : undefined,
        record.counts ? countsText(record.counts) : undefined,
    ];
    return parts.filter(part => part).join(' · ');
}
function timingNotice(record) {
    return { title: record.name, message: timingText(record) };
}
function failureError({ name, step, status, seconds, error }) {
    const { message, file, line, column } = error;
    const took = name === step || seconds === 0 ? '' : ` after ${durationText(seconds)}`;
    return {
        title: `${name}: ${status}${took}`,
        message: cutMiddle(message, annotations_LONGEST),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
    };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/report/junit.js




/** Characters of one failure's text. */
const junit_LONGEST = 20_000;
/**
 * The run as JUnit XML: one test suite a step, its checks as test cases; a step without checks is its own. Failed is
 * `<failure>`; what failed because of something else, did not evaluate or ran out of time is `<error>`; what was not
 * run and what may fail is `<skipped>`.
 */
function junitOf(data) {
    const suites = [
        ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
        ...(data.trouble ? [suite('Nix CI', [troubleCase(data.trouble)], timestamp(data))] : []),
    ];
    const count = (mark) => suites.flatMap(it => it.cases).filter(it => it.mark === mark);
    const attributes = attributesOf({
        name: 'Nix CI',
        tests: suites.flatMap(it => it.cases).length,
        failures: count('failure').length,
        errors: count('error').length,
        skipped: count('skipped').length,
        time: totalSeconds(data).toFixed(3),
        timestamp: timestamp(data),
    });
    const body = suites.map(({ xml }) => xml).join('');
    return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes}>\n${body}</testsuites>\n`;
}
/** When a step began, or the run. */
function timestamp({ startedAt, steps }, index) {
    const after = index === undefined ? 0 : (steps[index]?.start ?? 0);
    return new Date(startedAt.getTime() + after * 1000).toISOString();
}
function suite(name, cases, began) {
    const count = (mark) => cases.filter(it => it.mark === mark).length;
    const attributes = attributesOf({
        name,
        tests: cases.length,
        failures: count('failure'),
        errors: count('error'),
        skipped: count('skipped'),
        time: cases.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3),
        timestamp: began,
    });
    const body = cases.map(one => caseXml(name, one)).join('');
    return { cases, xml: `  <testsuite${attributes}>\n${body}  </testsuite>\n` };
}
/** A step that fails though none of its checks does is a case too, or the file would be green. */
function casesOf(step) {
    const { checks = [], failedDependencies = [] } = step;
    const allowed = step.status === 'allowed-failure';
    const dependencies = failedDependencies.map(({ name, status, seconds, error }) => ({
        name,
        seconds,
        mark: status === 'timeout' ? 'error' : 'failure',
        type: status,
        ...error,
    }));
    const cases = [...checks.map(checkCase), ...dependencies];
    const told = cases.some(({ mark }) => mark === 'failure' || mark === 'error');
    const itself = failuresOf({ steps: [step] }).some(({ name }) => name === step.name);
    const needsOwn = cases.length === 0 || (hasFailed(step) && (!told || itself));
    const all = needsOwn ? [...cases, stepCase(step)] : cases;
    return allowed ? all.map(allow) : all;
}
function checkCase({ name, status, evalSeconds, buildSeconds, fetchSeconds, error, }) {
    const marks = {
        built: undefined,
        cached: undefined,
        failed: 'failure',
        'dependency-failed': 'error',
        'eval-error': 'error',
        timeout: 'error',
        'not-run': 'skipped',
    };
    const mark = marks[status];
    return {
        name,
        seconds: evalSeconds + buildSeconds + fetchSeconds,
        ...(mark ? { mark, type: status, message: status, ...error } : {}),
    };
}
function stepCase({ name, status, seconds, error, reason }) {
    if (status === 'success')
        return { name, seconds };
    const mark = status === 'failure' || status === 'allowed-failure'
        ? 'failure'
        : status === 'not-run'
            ? 'skipped'
            : 'error';
    return { name, seconds, mark, type: status, message: reason ?? status, ...error };
}
function troubleCase(message) {
    return { name: 'Nix CI', seconds: 0, mark: 'error', type: 'error', message };
}
/** What may fail must not turn a reader of this file red. */
function allow(one) {
    if (one.mark === undefined || one.mark === 'skipped')
        return one;
    return { ...one, mark: 'skipped', message: `allowed failure: ${one.message ?? ''}` };
}
function caseXml(suiteName, one) {
    const { name, seconds, mark, type = '', message = '', file, line } = one;
    const attributes = attributesOf({
        classname: suiteName,
        name,
        time: seconds.toFixed(3),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
    });
    if (!mark)
        return `    <testcase${attributes}/>\n`;
    const [first = ''] = message.split('\n');
    const about = attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) });
    const text = mark === 'skipped' ? '' : escapeXml(cutMiddle(message, junit_LONGEST));
    const body = text === '' ? `<${mark}${about}/>` : `<${mark}${about}>${text}</${mark}>`;
    return `    <testcase${attributes}>\n      ${body}\n    </testcase>\n`;
}
function attributesOf(attributes) {
    return Object.entries(attributes)
        .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
        .join('');
}
/** For text and attributes. What XML 1.0 cannot hold at all is left out. */
function escapeXml(text) {
    return (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Cs}/gu, '')
        .replace(/[&<>"\r]/g, char => ENTITIES[char] ?? '');
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\r': '&#13;',
};

;// CONCATENATED MODULE: ./build/report/report-file.js
/** What `report.json` holds of a run: all but what only the trace and the summary need. */
function reportFile(data) {
    const { startedAt, result, trust, nix, store, caches, leftovers } = data;
    return {
        schema: 1,
        startedAt: startedAt.toISOString(),
        result,
        trust,
        nix,
        phases: data.phases.map(({ counts: _, ...phase }) => phase),
        steps: data.steps.map(({ counts: _, failedDependencies: __, ...step }) => step),
        derivations: data.derivations.map(({ after: _, ...derivation }) => derivation),
        store,
        caches,
        leftovers,
    };
}

;// CONCATENATED MODULE: ./build/report/summary/markdown.js

/** What has a meaning in Markdown, HTML, tables, mentions and math. */
const SPECIAL = /[&<>`*[\]\\|~@$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
/** What would begin a list, a heading or a rule. */
const FIRST = /^(?:[#+=-]|\d(?=\d*[.)]))/;
/** What a browser would not show, or show in another order than it is written. */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g;
/** Text of others in a line of Markdown, a table's cell or HTML, as code: nothing in it is acted upon. */
function code(text, longest = 120) {
    return `<code>${encoded(text, longest).replaceAll('://', '&#58;//') || ' '}</code>`;
}
/** Text of others in a line of Markdown, a table's cell or HTML: nothing in it is acted upon. */
function markdown_words(text, longest = 300) {
    // A mention is looked for in what the entities have become.
    return encoded(text, longest).replaceAll('&#64;', '&#64;&#8203;');
}
/** A block that shows the text as it is, without terminal colours; its fence is longer than any inside. */
function fence(text, language = 'text') {
    const shown = (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/\r\n?/g, '\n')
        .replace(UNSEEN, '')
        .replace(/\n+$/, '');
    const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const mark = '`'.repeat(longest + 1);
    return `${mark}${language}\n${shown}\n${mark}`;
}
/** A table; cells are Markdown without line ends. A column whose name starts with `>` is aligned right. */
function table(columns, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    const names = columns.map(name => name.replace(/^>/, ''));
    const rule = columns.map(name => (name.startsWith('>') ? '---:' : '---'));
    return [names, rule, ...rows].map(line).join('\n');
}
/** Folded Markdown; `title` is HTML. */
function details(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
function encoded(text, longest) {
    const line = (0,external_node_util_.stripVTControlCharacters)(text).replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
    const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
    return cut.replace(SPECIAL, entity).replace(FIRST, entity);
}
function entity(char) {
    return markdown_NAMED[char] ?? `&#${char.codePointAt(0)};`;
}
const markdown_NAMED = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

;// CONCATENATED MODULE: ./build/report/summary/caches.js


/** What the caches gave, one line a cache, and one why ours was filled or not. */
function cachesPart({ caches, trust, fetches }) {
    const given = new Map();
    for (const { cache, bytes } of fetches) {
        const url = cache.replace(/\/$/, '');
        const one = given.get(url) ?? { paths: 0, bytes: 0 };
        given.set(url, { paths: one.paths + 1, bytes: one.bytes + bytes });
    }
    const gave = (url) => {
        const one = given.get(url.replace(/\/$/, ''));
        return one ? `, gave ${plural(one.paths, 'path')} (${bytesText(one.bytes)})` : '';
    };
    const lines = caches.map(({ name, url, use, reason }) => {
        const state = { off: 'not read', read: 'read', push: 'read and pushed to' }[use];
        const place = url === '' || url === name ? '' : ` (${markdown_words(url)})`;
        return `- ${markdown_words(name)}${place}: ${state}${reason ? `: ${markdown_words(reason)}` : ''}${gave(url)}`;
    });
    const known = new Set(caches.map(({ url }) => url.replace(/\/$/, '')));
    const others = [...given.keys()].filter(url => !known.has(url)).slice(0, 20);
    const all = [...lines, ...others.map(url => `- ${markdown_words(url)}: read${gave(url)}`)];
    const why = trust && trust.reason !== '' && caches.length > 0 ? [markdown_words(trust.reason, 600)] : [];
    if (all.length === 0)
        return '';
    return ['### Caches', '', ...all, ...why.map(reason => `- ${reason}`)].join('\n');
}
/** Processes that steps left running; empty without any. */
function leftoversPart({ leftovers }) {
    if (leftovers.length === 0)
        return '';
    const lines = leftovers.slice(0, 20).map(({ step, pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on ${ports.join(', ')}`;
        return `- ${code(step)} left ${code(command)} (pid ${pid}${listens})`;
    });
    const more = leftovers.length > 20 ? [`- … and ${leftovers.length - 20} more`] : [];
    return ['### Left running', '', ...lines, ...more].join('\n');
}

;// CONCATENATED MODULE: ./build/report/summary/signs.js

const SIGNS = {
    success: '✅',
    failure: '❌',
    'allowed-failure': '⚠️',
    timeout: '⏱️',
    cancelled: '🚫',
    'not-run': '⏭️',
    skipped: '⏭️',
    built: '✅',
    cached: '✅',
    failed: '❌',
    'eval-error': '❌',
    'dependency-failed': '🔗',
};
/** The sign of a status of a phase, step, check or derivation. */
function sign(status) {
    return SIGNS[status] ?? '❔';
}
/** `❌ failed`. */
function statusText(status) {
    return `${sign(status)} ${status}`;
}
/** A duration in a table's cell, which no line break tears apart. */
function time(seconds) {
    const text = durationText(seconds);
    return seconds < 59 ? text : text.replaceAll(' ', '&nbsp;');
}
/** The same, and nothing where nothing took place. */
function timeIfAny(seconds) {
    return seconds > 0 ? time(seconds) : '';
}
/** `1 min 20 s, now 🔺 +43.1 s`; empty without a baseline. */
function usually(baseline, seconds) {
    if (!baseline)
        return '';
    const { median, verdict } = baseline;
    const difference = `${seconds < median ? '−' : '+'}${time(Math.abs(seconds - median))}`;
    const mark = { slower: `, now 🔺 **${difference}**`, faster: `, now ${difference}`, usual: '' };
    return `${time(median)}${mark[verdict]}`;
}
/** A bar of at most ten blocks and the percentage that `part` is of `whole`. */
function share(part, whole) {
    if (whole <= 0)
        return '';
    const ratio = Math.min(1, part / whole);
    const blocks = ratio < 0.005 ? 0 : Math.max(1, Math.round(ratio * 10));
    return blocks === 0 ? '' : `${'█'.repeat(blocks)}&nbsp;${Math.round(ratio * 100)}&nbsp;%`;
}

;// CONCATENATED MODULE: ./build/report/summary/checks.js




/** In the order in which a reader wants them. */
const ORDER = [
    'failed',
    'eval-error',
    'timeout',
    'dependency-failed',
    'built',
    'not-run',
    'cached',
];
const BAD = 4;
/** Rows that are not folded: every failure up to this many, else what became slower and what was slowest. */
const OPEN_BAD = 25;
const OPEN_BUILT = 10;
/**
 * The checks of each step that has some: counts, failures first, the slowest, the others folded, cached ones a list of
 * names.
 * @param rows at most so many rows a step, open and folded
 */
function checksTables(data, rows) {
    return data.steps.flatMap(step => {
        const checks = step.checks ?? [];
        if (checks.length === 0)
            return [];
        const title = `### Checks of ${markdown_words(step.name, 100)}\n\n${counts(checks, data)}`;
        return [[title, ...parts(step, checks, data, rows)].join('\n\n')];
    });
}
function parts({ name: step }, checks, data, rows) {
    const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || secondsOf(b) - secondsOf(a));
    const bad = sorted.filter(({ status }) => ORDER.indexOf(status) < BAD);
    const built = sorted
        .filter(({ status }) => status === 'built')
        .toSorted((a, b) => Number(isSlower(b, data)) - Number(isSlower(a, data)));
    const rest = sorted.filter(({ status }) => status === 'not-run');
    const cached = sorted.filter(({ status }) => status === 'cached');
    const open = [...bad.slice(0, OPEN_BAD), ...built.slice(0, OPEN_BUILT)].slice(0, rows);
    const more = [...bad.slice(OPEN_BAD), ...built.slice(OPEN_BUILT), ...rest];
    const folded = more.slice(0, Math.max(0, rows - open.length));
    const prefix = commonPrefix(checks);
    const tableOf = (some) => checksTable(some, prefix, data);
    const left = more.length - folded.length;
    return [
        ...(open.length === 0 ? [] : [tableOf(open)]),
        ...(folded.length === 0
            ? []
            : [
                details(`${plural(folded.length, 'more check')} of ${markdown_words(step, 100)}`, tableOf(folded)),
            ]),
        ...(left === 0 ? [] : [`… and ${left} more in report.json.`]),
        ...cachedList(cached, prefix, rows),
    ];
}
/** `❌ 2 failed · ✅ 10 built · ✅ 40 cached · 🔺 3 slower than usual`. */
function counts(checks, data) {
    const numbers = ORDER.flatMap(status => {
        const count = checks.filter(check => check.status === status).length;
        const [mark, ...words] = statusText(status).split(' ');
        return count === 0 ? [] : [`${mark} **${count}** ${words.join(' ')}`];
    });
    const slower = checks.filter(check => isSlower(check, data)).length;
    return [...numbers, ...(slower > 0 ? [`🔺 **${slower}** slower than usual`] : [])].join(' · ');
}
function checksTable(checks, prefix, { baseline }) {
    const below = prefix === '' ? '' : ` (${code(prefix)}…)`;
    const columns = [
        [`Check${below}`, ({ name }) => code(name.slice(prefix.length))],
        ['Status', ({ status }) => statusText(status)],
        ['>Evaluation', ({ evalSeconds }) => timeIfAny(evalSeconds)],
        ['>Build', ({ buildSeconds }) => timeIfAny(buildSeconds)],
        ['>Fetch', ({ fetchSeconds }) => timeIfAny(fetchSeconds)],
        ['Usually', it => (isTimed(it) ? usually(baseline?.get(it.name), checkSeconds(it)) : '')],
    ];
    const shown = columns.filter(([, cell]) => checks.some(check => cell(check) !== ''));
    return table(shown.map(([name]) => name), checks.map(check => shown.map(([, cell]) => cell(check))));
}
function cachedList(cached, prefix, rows) {
    if (cached.length === 0)
        return [];
    const evaluation = cached.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0);
    const took = evaluation > 0 ? `, evaluated in ${durationText(evaluation)}` : '';
    const names = cached.slice(0, rows).map(({ name }) => code(name.slice(prefix.length)));
    const left = cached.length - names.length;
    const more = left > 0 ? [`and ${left} more`] : [];
    return [details(`✅ ${cached.length} cached${took}`, [...names, ...more].join(', '))];
}
/** A check that failed or came from a cache tells nothing of how long it usually takes. */
function isTimed({ status }) {
    return status === 'built';
}
function isSlower(check, { baseline }) {
    return isTimed(check) && baseline?.get(check.name)?.verdict === 'slower';
}
function secondsOf(check) {
    return checkSeconds(check) + check.fetchSeconds;
}
/** `checks.x86_64-linux.` where all names begin so. */
function commonPrefix(checks) {
    const first = /^[\w-]+\.[\w-]+\./.exec(checks[0]?.name ?? '')?.[0] ?? '';
    const isCommon = checks.every(({ name }) => name.startsWith(first) && name !== first);
    return isCommon ? first : '';
}

;// CONCATENATED MODULE: ./build/report/summary/failures.js




/** Names of a list that needs no unfolding. */
const SHOWN = 5;
/** One folded entry a cause, its title saying what, where and why; then what failed because of them. */
function failureParts(data, limits) {
    const failures = failuresOf(data);
    const shown = failures.slice(0, limits.all).map(item => folded(item, limits.log));
    const rest = shown.slice(limits.open);
    const left = failures.length - shown.length;
    const none = left > 0 ? [`… and ${plural(left, 'more failure')} in report.json.`] : [];
    const more = `❌ ${plural(rest.length, 'more failure')}`;
    return [
        ...shown.slice(0, limits.open),
        ...(rest.length > 0 ? [details(more, rest.join('\n\n'))] : []),
        ...none,
        ...becauseOfThem(data),
    ];
}
function folded({ name, step, status, seconds, error, allowed }, log) {
    const { message, file, line } = error;
    const place = file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)];
    const { said, command } = splitCommand(message);
    const [mark, label] = allowed
        ? [sign('allowed-failure'), `${status}, which is allowed`]
        : [sign(status), status];
    const took = seconds > 0 ? ` after ${durationText(seconds)}` : '';
    const title = [
        `${mark} <b>${code(name, 100)}</b> ${label}${took}`,
        ...place,
        markdown_words(gist(said), 140),
    ];
    const within = name === step ? [] : [`In the step ${code(step)}.`];
    const reproduce = command === '' ? [] : ['Reproduce:', fence(cutMiddle(command, Math.max(log, 500)), 'sh')];
    const text = log > 0 ? [fence(cutMiddle(said, log))] : [];
    return details(title.filter(part => part !== '').join(' · '), [...within, ...text, ...reproduce].join('\n\n'));
}
/** Takes the command that reproduces a failure off the end of its message. */
function splitCommand(message) {
    const at = message.lastIndexOf('\nReproduce: ');
    if (at < 0)
        return { said: message, command: '' };
    return { said: message.slice(0, at), command: message.slice(at + '\nReproduce: '.length) };
}
/** The first line that says more than that it failed. */
function gist(message) {
    const lines = message
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '' && !/^(error:|exit code \d+|… while .*)$/.test(line));
    const [first = '', second = ''] = lines;
    // Of a log the end tells, not the beginning.
    if (/^The last lines:$|Its last lines:$/.test(first))
        return lines.at(-1) ?? second;
    return first.replace(/^error: /, '');
}
function becauseOfThem({ steps }) {
    const all = steps.flatMap(dependents);
    if (all.length === 0)
        return [];
    const names = all.slice(0, SHOWN).map(({ name }) => code(name));
    const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
    return [
        `🔗 ${plural(all.length, 'check')} failed only because a dependency did: ${names.join(', ')}${more}`,
    ];
}

;// CONCATENATED MODULE: ./build/report/critical-path.js
/**
 * The chain of builds and downloads, each of which waited for the one before it, that took the longest: with more
 * cores the run would not be faster than this. First to last; empty where nothing waited for anything.
 */
function criticalPath({ derivations, fetches, }) {
    const nodes = new Map();
    for (const { path, seconds } of fetches)
        nodes.set(path, { name: pathName(path), seconds, after: [] });
    for (const { drv, name, seconds, after = [] } of derivations)
        nodes.set(drv, { name, seconds, after });
    const best = longestTo(nodes);
    let at;
    for (const [id, { total }] of best)
        if (at === undefined || total > totalOf(best, at))
            at = id;
    const chain = [];
    for (; at !== undefined; at = best.get(at)?.before) {
        const { name = '', seconds = 0 } = nodes.get(at) ?? {};
        chain.unshift({ name, seconds });
    }
    return chain.length > 1 ? chain : [];
}
/** For each node the longest chain that ends there. Without recursion: chains can be long. */
function longestTo(nodes) {
    const best = new Map();
    const open = new Set();
    for (const root of nodes.keys()) {
        const stack = [root];
        for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
            const node = nodes.get(id);
            const todo = (node?.after ?? []).filter(it => nodes.has(it) && !best.has(it) && !open.has(it));
            open.add(id);
            if (!best.has(id) && todo.length > 0) {
                stack.push(...todo);
                continue;
            }
            stack.pop();
            if (node && !best.has(id))
                best.set(id, bestOf(node, best));
            open.delete(id);
        }
    }
    return best;
}
/** What is still open would be a ring: it is not in `best`, and is left out. */
function bestOf({ seconds, after }, best) {
    let before;
    for (const id of after)
        if (best.has(id) && (before === undefined || totalOf(best, id) > totalOf(best, before)))
            before = id;
    return { total: seconds + (before === undefined ? 0 : totalOf(best, before)), before };
}
function totalOf(best, id) {
    return best.get(id)?.total ?? 0;
}
/** `/nix/store/HASH-hello-2.12` -> `hello-2.12`. */
function pathName(path) {
    return path.replace(/^.*\/[a-z0-9]{32}-/, '');
}

;// CONCATENATED MODULE: ./build/report/summary/gantt.js




/** GitHub draws no diagram that is longer. */
const gantt_LONGEST = 45_000;
const BARS = 40;
/** Bars that a section is sure of, if it has so many; what others leave over goes to builds. */
const STEPS = 18;
const FETCHES = 6;
/** What ran when, folded; empty where there is nothing to draw. */
function gantt(data, bars = BARS) {
    const total = totalSeconds(data);
    if (total < 1 || bars === 0)
        return '';
    const run = longest(runBars(data), Math.min(STEPS, bars));
    const fetched = longest(fetchBars(data), Math.min(FETCHES, bars - run.length));
    const built = longest(data.derivations.map(buildBar), bars - run.length - fetched.length);
    const origin = data.startedAt.getTime();
    const lines = [
        'gantt',
        '  dateFormat x',
        // A clock: Mermaid has no axis that begins at nought in every time zone.
        '  axisFormat %H:%M:%S',
        `  tickInterval ${tick(total)}`,
        ...section('Run', run, origin),
        ...section('Builds', built, origin),
        ...section('Downloads', fetched, origin),
    ];
    const drawing = lines.join('\n');
    if (drawing.length > gantt_LONGEST)
        return gantt(data, Math.floor(bars / 2));
    const all = data.derivations.length + data.fetches.length + data.phases.length + data.steps.length;
    const shown = run.length + built.length + fetched.length;
    const of = shown < all ? ` (the longest ${shown} of ${all})` : '';
    return details(`📊 What ran when${of}`, fence(drawing, 'mermaid'));
}
function runBars({ phases, steps }) {
    return [...phases, ...steps].map(({ name, status, start, seconds }) => {
        const isBad = status === 'failure' || status === 'timeout' || status === 'cancelled';
        return { name, tag: isBad ? 'crit' : 'active', start, seconds };
    });
}
function buildBar({ name, status, start, seconds }) {
    return { name, tag: status === 'built' ? '' : 'crit', start, seconds };
}
function fetchBars({ fetches }) {
    return fetches.map(({ path, start, seconds }) => ({
        name: pathName(path),
        tag: 'done',
        start,
        seconds,
    }));
}
/** The longest, in the order in which they began. */
function longest(bars, count) {
    return bars
        .filter(({ seconds }) => seconds > 0)
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, Math.max(0, count))
        .toSorted((a, b) => a.start - b.start);
}
function section(name, bars, origin) {
    const lines = bars.map(({ name, tag, start, seconds }) => {
        const from = origin + Math.round(start * 1000);
        const to = origin + Math.max(Math.round((start + seconds) * 1000), Math.round(start * 1000) + 1);
        const title = `${taskName(name)} ${durationText(seconds)}`;
        return `  ${title} :${tag === '' ? '' : `${tag}, `}${from}, ${to}`;
    });
    return lines.length === 0 ? [] : [`  section ${name}`, ...lines];
}
/** Words that begin another line of a gantt chart. */
const KEYWORDS = /^(?=(?:section|title|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|includes|excludes|accTitle|accDescr|click|call|href|gantt|vert|date|\d{4}-)\b)/i;
/** A name with nothing in it that Mermaid would read as its own. */
function taskName(name) {
    const plain = name
        .replace(/[^\p{L}\p{N} ._+=/()-]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    const cut = plain.length > 50 ? `${plain.slice(0, 49)}…` : plain;
    return cut === '' ? '…' : cut.replace(KEYWORDS, '· ');
}
/** At most about ten labels on the axis. */
function tick(total) {
    const steps = [
        ['1second', 1],
        ['5second', 5],
        ['15second', 15],
        ['1minute', 60],
        ['5minute', 300],
        ['15minute', 900],
    ];
    return steps.find(([, seconds]) => total / seconds <= 10)?.[0] ?? '1hour';
}

;// CONCATENATED MODULE: ./build/report/summary/headline.js




/** The result, how much of what failed, where it ran, and what took the longest. */
function headline(data) {
    const { result, nix, store } = data;
    const about = nix
        ? markdown_words(`Nix ${nix.version} (${nix.flavor}, ${nix.install}, ${nix.mode}) on ${nix.system}`)
        : 'no Nix';
    const facts = [extent(data), durationText(totalSeconds(data)), about, countsText(store)];
    const title = `## ${sign(result)} Nix CI: ${result}`;
    return [title, facts.filter(fact => fact !== '').join(' · '), slowest(data)]
        .filter(part => part !== '')
        .join('\n\n');
}
function extent({ steps }) {
    const checks = steps.flatMap(step => (hasFailed(step) ? (step.checks ?? []) : []));
    const good = ['built', 'cached', 'not-run'];
    const badChecks = checks.filter(({ status }) => !good.includes(status)).length;
    const badSteps = steps.filter(hasFailed).length;
    const of = (bad, all, noun) => bad === 0 ? [] : [`${bad} of ${plural(all, noun)}`];
    const all = [...of(badChecks, checks.length, 'check'), ...of(badSteps, steps.length, 'step')];
    return all.length === 0 ? '' : `**${all.join(' and ')} failed**`;
}
/** Names the phase or step that took the longest, and the longest build in it. */
function slowest(data) {
    const total = totalSeconds(data);
    const longest = longestOf([...data.phases, ...data.steps]);
    if (!longest || longest.seconds < 1)
        return '';
    const within = ({ start }) => start >= longest.start && start < longest.start + longest.seconds;
    const build = longestOf(data.derivations.filter(within));
    const inIt = build && build.seconds >= 1
        ? `, in it the build of ${code(build.name)} **${durationText(build.seconds)}**`
        : '';
    const percent = Math.round((longest.seconds / total) * 100);
    return `🐢 Slowest: ${code(longest.name)} **${durationText(longest.seconds)}** (${percent} %)${inIt}`;
}
function longestOf(all) {
    return all.reduce((most, one) => (most && most.seconds >= one.seconds ? most : one), undefined);
}

;// CONCATENATED MODULE: ./build/report/summary/slowest.js





const SLOWEST = 10;
const LONGEST_CHAIN = 12;
/** The ten slowest derivations, and the chain of builds and downloads that the run could not be faster than. */
function slowestParts(data) {
    const { derivations } = data;
    const slow = derivations
        .filter(({ seconds }) => seconds > 0)
        .toSorted((a, b) => b.seconds - a.seconds)
        .slice(0, SLOWEST);
    if (slow.length === 0)
        return [];
    const total = totalSeconds(data);
    const rows = slow.map(({ name, status, seconds, phases = [] }) => {
        const longest = phases.toSorted((a, b) => b.seconds - a.seconds)[0];
        return [
            code(name, 80),
            `${sign(status)} ${status}`,
            time(seconds),
            share(seconds, total),
            longest ? `${code(longest.name, 40)} ${durationText(longest.seconds)}` : '',
        ];
    });
    const hasPhases = rows.some(([, , , , phase]) => phase !== '');
    const columns = [
        'Derivation',
        'Status',
        '>Build',
        'Share',
        ...(hasPhases ? ['Longest phase'] : []),
    ];
    const title = `### Slowest of ${plural(derivations.length, 'build')}`;
    const shown = rows.map(row => row.slice(0, columns.length));
    return [`${title}\n\n${table(columns, shown)}`, ...chain(data, total)];
}
function chain(data, total) {
    const links = criticalPath(data);
    if (links.length === 0)
        return [];
    const seconds = links.reduce((sum, link) => sum + link.seconds, 0);
    const shown = links
        .slice(-LONGEST_CHAIN)
        .map(it => `${code(it.name, 60)} ${durationText(it.seconds)}`);
    const left = links.length - shown.length;
    const before = left > 0 ? [`… ${left} before`] : [];
    const percent = total > 0 ? ` (${Math.round((seconds / total) * 100)} % of the run)` : '';
    return [
        `**Critical path**: ${durationText(seconds)}${percent}, ${links.length} long, each waited for the one before: ${[...before, ...shown].join(' → ')}`,
    ];
}

;// CONCATENATED MODULE: ./build/report/summary/steps.js




/** Phases and steps in the order in which they began. */
function stepsTable(data, rows) {
    const all = [...data.phases, ...data.steps].toSorted((a, b) => a.start - b.start);
    if (all.length === 0)
        return '';
    const total = totalSeconds(data);
    const most = Math.max(...all.map(({ seconds }) => seconds));
    const columns = [
        ['Step', ({ name }) => markdown_words(name, 100)],
        ['Kind', one => ('kind' in one ? one.kind : 'phase')],
        ['Status', state],
        ['>Time', ({ seconds }) => (seconds === most ? `**${time(seconds)}**` : time(seconds))],
        ['Share', ({ seconds }) => share(seconds, total)],
        ['Store', ({ counts = {} }) => countsText(counts)],
        ['Usually', ({ name, seconds }) => usually(data.baseline?.get(name), seconds)],
    ];
    const optional = ['Store', 'Usually'];
    const shown = columns.filter(([name, cell]) => !optional.includes(name) || all.some(cell));
    const cells = all.slice(0, rows).map(one => shown.map(([, cell]) => cell(one)));
    const names = shown.map(([name]) => name);
    const rest = all.length - cells.length;
    return `${table(names, cells)}${rest > 0 ? `\n\n… and ${rest} more.` : ''}`;
}
function state(one) {
    const flaky = 'flaky' in one && one.flaky ? ` at attempt ${one.attempts}, flaky` : '';
    const reason = 'reason' in one && one.reason ? `: ${markdown_words(one.reason)}` : '';
    return `${statusText(one.status)}${flaky}${reason}`;
}

;// CONCATENATED MODULE: ./build/report/summary/render.js









/** The runner drops a summary of more than 1 MiB whole (FileCommandManager.cs), and masks grow it. */
const render_LARGEST = 900 * 1024;
/** Of that, what the commands' own summaries may take. */
const LARGEST_OWN = 400 * 1024;
/** From everything to almost nothing: logs go first, then rows. */
const LEVELS = [
    { log: 40_000, rows: 1000 },
    { log: 15_000, rows: 1000 },
    { log: 5_000, rows: 1000 },
    { log: 1_500, rows: 1000 },
    { log: 500, rows: 1000 },
    { log: 0, rows: 1000 },
    { log: 0, rows: 300 },
    { log: 0, rows: 100 },
    { log: 0, rows: 30 },
    { log: 0, rows: 5 },
];
/** The summary of the job page as GitHub's Markdown: always small enough, and it says what was cut. */
function renderSummary(data) {
    const own = ownSummaries(data.ownSummaries ?? '');
    const room = render_LARGEST - Buffer.byteLength(own);
    let text = '';
    for (const limits of LEVELS) {
        text = render(data, limits);
        if (Buffer.byteLength(text) <= room)
            return `${text}${own === '' ? '' : `\n${own}`}`;
    }
    return `${wholeLines(text, room)}\n\n${cutNote({ log: 0, rows: 0 })}\n`;
}
function render(data, limits) {
    const { log, rows } = limits;
    const parts = [
        headline(data),
        data.trouble ? fence(cutMiddle(data.trouble, Math.max(log, 2000))) : '',
        ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
        stepsTable(data, rows),
        ...checksTables(data, rows),
        ...slowestParts(data),
        gantt(data),
        cachesPart(data),
        leftoversPart(data),
        cutNote(limits),
    ];
    return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}
function cutNote({ log, rows }) {
    const [most] = LEVELS;
    const cut = [
        ...(log === most?.log
            ? []
            : [log === 0 ? 'the logs of failures' : `each failure's log to ${log} characters`]),
        ...(rows === most?.rows ? [] : [`each table to ${rows} rows`]),
    ];
    return cut.length === 0
        ? ''
        : `_Cut, because GitHub takes 1 MiB at most: ${cut.join(', ')}. The job's log and report.json have all of it._`;
}
function ownSummaries(text) {
    const size = Buffer.byteLength(text);
    if (size <= LARGEST_OWN)
        return text;
    const kept = wholeLines(text, LARGEST_OWN);
    return `_The summaries that commands wrote are ${size} bytes; the first ${Buffer.byteLength(kept)} follow, because GitHub takes 1 MiB at most._\n\n${kept}`;
}
/** As many whole lines as fit into so many bytes. */
function wholeLines(text, size) {
    const bytes = Buffer.from(text);
    return bytes.subarray(0, bytes.lastIndexOf('\n', size) + 1).toString();
}

;// CONCATENATED MODULE: ./build/report/timings.js
/** The output `timings`: phases and steps in the order in which they began. */
function timingsOf({ phases, steps }) {
    const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps];
    return all
        .toSorted((a, b) => a.start - b.start)
        .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }));
}

;// CONCATENATED MODULE: ./build/report/trace.js

/** The run as a Chrome trace: what ran side by side is on lanes of its own, which never overlap. */
function traceOf(data) {
    const groups = [
        ['Run', 'phases and steps', runSpans(data)],
        ['Builds', 'build', data.derivations.map(buildSpan)],
        ['Downloads', 'download', fetchSpans(data)],
    ];
    const events = groups.flatMap(([name, lane, spans], index) => group(index + 1, name, lane, spans));
    const isName = ({ ph }) => ph === 'M';
    return {
        displayTimeUnit: 'ms',
        otherData: { startedAt: data.startedAt.toISOString(), result: data.result },
        traceEvents: [
            ...events.filter(isName),
            // Stable: of two that begin together the outer one stays first.
            ...events.filter(it => it.ph === 'X').toSorted((a, b) => a.ts - b.ts || b.dur - a.dur),
        ],
    };
}
function runSpans({ phases, steps }) {
    return [
        ...phases.map(({ name, start, seconds, status }) => trace_span(name, 'phase', start, seconds, { status })),
        ...steps
            .filter(({ status }) => status !== 'not-run')
            .map(({ name, kind, start, seconds, status, attempts }) => trace_span(name, 'step', start, seconds, { kind, status, attempts })),
    ];
}
function buildSpan(record) {
    const { drv, name, status, start, seconds, phases = [] } = record;
    const outer = trace_span(name, 'build', start, seconds, { drv, status });
    const end = outer.slice.ts + outer.slice.dur;
    let free = outer.slice.ts;
    const inner = phases
        .toSorted((a, b) => a.start - b.start)
        .flatMap(phase => {
        const { slice } = trace_span(phase.name, 'build-phase', phase.start, phase.seconds, {});
        const ts = Math.max(slice.ts, free);
        const dur = Math.min(slice.ts + slice.dur, end) - ts;
        if (dur < 1)
            return [];
        free = ts + dur;
        return [{ ...slice, ts, dur }];
    });
    return { ...outer, inner };
}
function fetchSpans({ fetches }) {
    return fetches.map(({ path, cache, bytes, start, seconds }) => trace_span(pathName(path), 'fetch', start, seconds, { path, cache, bytes }));
}
function trace_span(name, cat, start, seconds, args) {
    const ts = Math.max(0, Math.round(start * 1e6));
    const end = Math.round((start + seconds) * 1e6);
    // Slices without a length break Perfetto's nesting.
    return { slice: { name, cat, ph: 'X', ts, dur: Math.max(1, end - ts), args }, inner: [] };
}
/** Each span goes to the first lane that is free when it begins. */
function group(pid, name, laneName, spans) {
    const free = [];
    const slices = spans
        .toSorted((a, b) => a.slice.ts - b.slice.ts)
        .flatMap(({ slice, inner }) => {
        const found = free.findIndex(end => end <= slice.ts);
        const lane = found < 0 ? free.length : found;
        free[lane] = slice.ts + slice.dur;
        return [slice, ...inner].map(it => ({ ...it, pid, tid: lane + 1 }));
    });
    if (slices.length === 0)
        return [];
    const meta = (what, tid, text) => ({
        name: what,
        ph: 'M',
        pid,
        tid,
        args: { name: text },
    });
    const order = {
        name: 'process_sort_index',
        ph: 'M',
        pid,
        tid: 0,
        args: { sort_index: pid },
    };
    const threads = free.map((_, lane) => meta('thread_name', lane + 1, `${laneName} ${lane + 1}`));
    return [meta('process_name', 0, name), order, ...threads, ...slices];
}

;// CONCATENATED MODULE: ./build/report/publish.js









/** Tells of a run wherever it is looked for: annotations, summary, files, outputs. Whatever the result. */
async function publish(run, success, page, files) {
    const { records, nix, folders, leavings, trust, push } = run;
    const data = await runData(run, success);
    for (const error of stepErrors(data, page.left('error')))
        page.annotate('error', error);
    for (const notice of timingNotices(data, page.left('notice')))
        page.annotate('notice', notice);
    const write = (name, text) => folders && writeText((0,external_node_path_.join)(folders.shared, name), text);
    const outputs = {
        result: data.result,
        'nix-version': nix?.version,
        'nix-flavor': nix?.flavor,
        'nix-install': nix?.install,
        system: nix?.system,
        trusted: String(trust?.decision.trusted ?? false),
        push: push?.push ?? 'skipped',
        'push-reason': push?.reason ?? trust?.decision.reason,
        'pushed-paths': write('pushed-paths', (push?.paths ?? []).map(path => `${path}\n`).join('')),
        'failed-step': failedStep(records)?.name,
        'step-outputs': JSON.stringify(leavings.outputs),
        timings: JSON.stringify(timingsOf(records)),
        report: write('report.json', `${JSON.stringify(reportFile(data), undefined, 2)}\n`),
        junit: write('junit.xml', junitOf(data)),
        trace: write('trace.json', JSON.stringify(traceOf(data))),
    };
    for (const [name, value] of Object.entries(outputs))
        files.outputs[name] = value ?? '';
    files.summary = renderSummary(data);
    files.flush();
}
/** A run as the plain data that every report is made of. */
async function runData({ records, nix, trust, push, observed, caches, leavings, trouble, baseline }, success) {
    const trusted = trust
        ? {
            trusted: trust.decision.trusted,
            push: push?.push ?? 'skipped',
            reason: push?.reason ?? trust.decision.reason,
        }
        : null;
    const { version, flavor, system, install, mode } = nix ?? {};
    const pushed = { pushed: push?.paths.length ?? 0, pushedBytes: push?.bytes ?? 0 };
    const phases = records.phases.map((phase) => (phase.name === 'push' ? { ...phase, counts: pushed } : phase));
    return {
        startedAt: records.startedAt,
        result: success ? 'success' : 'failure',
        nix: version && flavor && system && install && mode
            ? { version, flavor, system, install, mode }
            : null,
        trust: trusted,
        phases,
        steps: records.steps,
        derivations: await observed.withReferences(),
        fetches: observed.fetches,
        store: { ...observed.counts, ...pushed },
        caches,
        leftovers: [],
        ownSummaries: leavings.summary,
        ...(trouble === undefined ? {} : { trouble }),
        ...(baseline === undefined ? {} : { baseline }),
    };
}
function writeText(path, text) {
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
    (0,external_node_fs_.writeFileSync)(path, text);
    return path;
}

;// CONCATENATED MODULE: ./build/steps/observed.js


/** Derivations whose references are looked up: a chart shows far fewer. */
const MOST_LOOKED_UP = 2000;
/** What all calls of Nix of a run built and fetched. */
class Observed {
    derivations = [];
    fetches = [];
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    #origin;
    /** @param origin when main began, in milliseconds of the clock of the logs */
    constructor(origin) {
        this.#origin = origin;
    }
    /** @returns what the call itself built and fetched */
    add(log) {
        const { built, fetched, fetchedBytes } = log.totals;
        this.counts.built += built;
        this.counts.fetched += fetched;
        this.counts.fetchedBytes += fetchedBytes;
        this.derivations.push(...log.builds.flatMap(build => this.#derivation(build, log.end)));
        for (const { path, cache, bytes, start, end } of log.fetches) {
            this.fetches.push({ path, cache, bytes, ...this.#times(start, end ?? log.end) });
        }
        return { built, fetched, fetchedBytes };
    }
    /** The derivations with what each of them waited for, by what their files in the store name. */
    async withReferences() {
        const looked = this.derivations.slice(0, MOST_LOOKED_UP);
        const found = await Promise.all(looked.map(async (one) => ({ ...one, after: await inputsOf(one.drv) })));
        return [...found, ...this.derivations.slice(MOST_LOOKED_UP)];
    }
    #derivation(build, endOfCall) {
        const { derivation, name, start, end, status, phases } = build;
        const times = this.#times(start, end ?? endOfCall);
        const timed = phases.map(phase => ({
            name: phase.name,
            ...this.#times(phase.start, phase.end ?? endOfCall),
        }));
        return [
            {
                drv: derivation,
                name,
                // What still ran when its call ended was ended with it.
                status: status === 'running' ? 'cancelled' : status,
                ...times,
                ...(timed.length > 0 ? { phases: timed } : {}),
            },
        ];
    }
    #times(start, end) {
        return {
            start: round((start - this.#origin) / 1000),
            seconds: round(Math.max(0, end - start) / 1000),
        };
    }
}
/** What a derivation's file in the store says: its outputs, and every path that it names. (ATerm) */
async function readDerivation(path) {
    const text = await (0,promises_.readFile)(path, 'latin1').catch(() => '');
    const list = /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
    const outputs = [...list.matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)].map(match => match[1] ?? '');
    const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [];
    return { outputs, inputs: [...new Set(named)].filter(it => it !== path && !outputs.includes(it)) };
}
async function inputsOf(path) {
    return (await readDerivation(path)).inputs;
}

;// CONCATENATED MODULE: ./build/run.js


/** A run of which nothing is known yet. */
function emptyRun() {
    const records = new Records();
    return {
        records,
        observed: new Observed(records.origin),
        leavings: { outputs: {}, summary: '' },
        caches: [],
    };
}

;// CONCATENATED MODULE: ./build/state.js





const PREFIX = 'nix-ci-';
/**
 * Makes the folders, for their owner only.
 * @throws Failure without RUNNER_TEMP
 */
async function makeFolders(temp) {
    if (!temp || !(0,external_node_fs_.existsSync)(temp)) {
        throw new Failure(`RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`, 'The action has to be run by a GitHub Actions runner, which sets it.');
    }
    const shared = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temp, PREFIX));
    const own = (0,external_node_path_.join)(shared, 'private');
    await (0,promises_.mkdir)(own, { mode: 0o700 });
    return { shared, private: own };
}
/**
 * The folders that the state names, if they are ones that main made: steps between main and post may have tampered
 * with what the state says, and post removes the folder.
 */
function checkedFolders(shared, temp) {
    if (!temp || (0,external_node_path_.dirname)(shared) !== temp || !shared.startsWith((0,external_node_path_.join)(temp, PREFIX)))
        return undefined;
    const own = (0,external_node_path_.join)(shared, 'private');
    const isOurs = [shared, own].every(folder => {
        const stat = (0,external_node_fs_.lstatSync)(folder, { throwIfNoEntry: false });
        return stat?.isDirectory() && stat.uid === (0,external_node_os_.userInfo)().uid;
    });
    return isOurs ? { shared, private: own } : undefined;
}
async function saveStarted(folders, { daemon, service, mainEnded }) {
    const text = JSON.stringify({ daemon, service, mainEnded });
    await (0,promises_.writeFile)((0,external_node_path_.join)(folders.private, 'started.json'), text);
}
/** What main started; nothing where it did not get so far, or where the file is not one of ours. */
async function readStarted(folders) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folders.private, 'started.json'), 'utf8').catch(() => '{}');
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
    await (0,promises_.rm)(folders.private, { recursive: true, force: true });
}

;// CONCATENATED MODULE: ./build/steps/boundary.js
/**
 * The line before the first step that runs the project's code outside the sandbox: what has to be done or put away
 * before it is done once, at the latest after the last step.
 */
class Boundary {
    #works;
    #crossed;
    /** @param works one after the other; they do not throw */
    constructor(works) {
        this.#works = works;
    }
    /** Whether project code may have run by now. */
    get isCrossed() {
        return this.#crossed !== undefined;
    }
    cross() {
        this.#crossed ??= this.#all();
        return this.#crossed;
    }
    async #all() {
        for (const work of this.#works)
            await work();
    }
}

;// CONCATENATED MODULE: ./build/nix/errors/message.js
const message_PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/;
const INDENT = 7;
const AT = /^\s+at ([^\n]+?):(\d+):(\d+):$/;
const CODE = /^\s+(?:\d+\||\|(?:\s|$))/;
const FRAME = /^\s+… ?(.*)$/;
const TRUNCATED = /^\s+\(stack trace truncated/;
const HINT = /^\s+(Did you mean [^\n]*\?)$/;
const message_ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
/** Longer ones are a value that somebody threw. */
const message_LONGEST = 200_000;
/**
 * The end of a builder's log inside an error. Each of its lines begins with `>`, so that nothing in them can end the block.
 */
const message_QUOTED_LOG = /;?\n[^\S\n]*last \d+ log lines:(?:\n[^\S\n]*>[^\n]*)*(?:\n[^\S\n]*For full logs, run[^\n]*(?:\n[^\S\n]*nix log [^\n]*)?)?/gi;
/** Without colours, and without the log lines that Nix quotes: the log is told elsewhere, and more of it. */
function clean(text) {
    return text.slice(0, message_LONGEST).replace(message_ANSI, '').replace(message_QUOTED_LOG, '');
}
/**
 * Takes the text of an error apart. Until 2.12 the message came first and the trace followed, innermost first; since
 * then the trace stands before it, outermost first.
 */
function parseMessage(error) {
    const text = clean(error.text).replace(message_PREFIX, '');
    const lines = text.split('\n');
    const isTraceFirst = lines[0]?.trim() === '' && FRAME.test(lines.find(line => line.trim() !== '') ?? '');
    const parsed = isTraceFirst ? traceFirst(lines) : messageFirst(lines);
    const position = positionOf(error) ?? parsed.position;
    const frames = error.trace?.length ? traceFrames(error) : parsed.frames;
    const raw = error.raw && clean(error.raw).trim();
    return { ...parsed, text: raw || parsed.text, frames, ...(position ? { position } : {}) };
}
/** The position that a field of the log names: `«none»:0`, `«string»` and null are none. */
function positionOf({ file, line, column }) {
    if (!file || !line)
        return undefined;
    const path = file.replace(/:\d+(?::\d+)?$/, '');
    if (!isFile(path))
        return undefined;
    return { file: path, line, ...(column ? { column } : {}) };
}
function traceFrames({ trace = [] }) {
    return trace.map(item => {
        const position = positionOf(item);
        return { text: item.raw_msg.replace(message_ANSI, ''), ...(position ? { position } : {}) };
    });
}
function traceFirst(lines) {
    const head = lines.findIndex(line => /^\s+error:/.test(line));
    const frames = readFrames(head < 0 ? lines : lines.slice(0, head)).reverse();
    if (head < 0)
        return { text: frames[0]?.text ?? '', frames };
    const first = (lines[head] ?? '').replace(/^\s+error:[^\S\n]*/, '');
    // What stands behind the message belongs to it, whatever it looks like.
    return { ...messageFirst([first, ...lines.slice(head + 1)]), frames };
}
function messageFirst(lines) {
    const end = lines.findIndex((line, at) => at > 0 && isEnd(line));
    const words = end < 0 ? lines : lines.slice(0, end);
    const rest = end < 0 ? [] : lines.slice(end);
    const trace = rest.findIndex(line => FRAME.test(line));
    const own = trace < 0 ? rest : rest.slice(0, trace);
    const hint = own.map(line => HINT.exec(line)?.[1]).find(it => it !== undefined);
    const position = own.map(atPosition).find(it => it !== undefined);
    return {
        text: dedent(words),
        frames: readFrames(trace < 0 ? [] : rest.slice(trace)),
        ...(position ? { position } : {}),
        ...(hint ? { hint } : {}),
    };
}
function isEnd(line) {
    return AT.test(line) || FRAME.test(line) || TRUNCATED.test(line);
}
/** In the order of the text. */
function readFrames(lines) {
    const frames = [];
    for (const line of lines) {
        const frame = FRAME.exec(line);
        const last = frames.at(-1);
        if (frame)
            frames.push({ text: frame[1] ?? '' });
        else if (last && !CODE.test(line)) {
            const position = atPosition(line);
            if (position)
                last.position ??= position;
        }
    }
    return frames;
}
function atPosition(line) {
    const [, file = '', row, column] = AT.exec(line) ?? [];
    return isFile(file) ? { file, line: Number(row), column: Number(column) } : undefined;
}
/** `<nix/…>`, `«string»`, `«stdin»` and `(string)` are no files; `«path:…»/x.nix` is one of a flake. */
function isFile(file) {
    return file.startsWith('/') || /^«[^»]+»\//.test(file);
}
function dedent(lines) {
    const cut = lines.map(line => (/^\s/.test(line) ? line.slice(indentOf(line)) : line));
    return cut.join('\n').trim();
}
function indentOf(line) {
    return Math.min(INDENT, line.length - line.trimStart().length);
}

;// CONCATENATED MODULE: ./build/nix/errors/names.js
/** The name of a derivation: what stands between the hash and `.drv`; the text itself where it is no store path. */
function names_nameOf(path) {
    return /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+?)(?:\.drv)?(?:[!^].*)?$/.exec(path)?.[1] ?? path;
}
/** With a capital at its beginning. */
function sentence(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./build/nix/errors/describe.js


/** How many lines of a log an annotation shows; the runner cuts it at 4096 characters. */
const LOG_LINES = 20;
const LABELS = {
    evaluation: 'does not evaluate',
    'missing-attribute': 'missing attribute',
    build: 'build failed',
    dependency: 'a dependency failed',
    'hash-mismatch': 'hash mismatch',
    timeout: 'timed out',
    'disk-full': 'disk full',
    'out-of-memory': 'out of memory',
    network: 'network',
    'wrong-system': 'wrong system',
    test: 'failed',
    cancelled: 'cancelled',
    other: 'failed',
};
/** Writes a failure of Nix down. */
function describe_describe(known) {
    const { found, attributes, log, place, reproduce, consequences } = known;
    const reason = describe_reasonOf(known);
    const isGuess = found.isGuess ?? false;
    return {
        kind: found.kind,
        isGuess,
        title: `${subject(known)}: ${isGuess ? 'likely ' : ''}${LABELS[found.kind]}`,
        message: withLog(reason, log, reproduce),
        reason,
        ...place,
        ...(found.derivation ? { derivation: found.derivation } : {}),
        attributes,
        log,
        reproduce,
        isConsequence: found.kind === 'dependency',
        consequences,
    };
}
/** What happened, the last lines, and the command. */
function withLog(reason, log, reproduce) {
    const tail = log.slice(-LOG_LINES);
    const lines = tail.length > 0 ? [`The last lines of its log:\n${tail.join('\n')}`] : [];
    return [reason, ...lines, `Reproduce: ${reproduce}`].join('\n');
}
function subject({ found, attributes }) {
    return attributes[0] ?? (found.derivation ? names_nameOf(found.derivation) : 'Nix');
}
function describe_reasonOf(known) {
    const { error, found, attributes, hints } = known;
    const message = parseMessage(error);
    const more = attributes.length > 1 ? [`It is also ${attributes.slice(1).join(', ')}.`] : [];
    const hash = found.got ? [...hashLines(found)] : [];
    const derivation = found.derivation ? [`Derivation: ${found.derivation}`] : [];
    const hint = found.hint ? [found.hint] : [];
    return [
        describe_headline(known, message),
        ...more,
        ...hash,
        ...hint,
        ...hints,
        ...foreign(known, message),
        ...because(known),
        ...derivation,
    ].join('\n');
}
/** What failed, in words: of a build what became of it, else what Nix says. */
function describe_headline({ found, attributes }, message) {
    const what = attributes[0];
    const { words, derivation, kind } = found;
    if (words && derivation) {
        const build = `${buildOf(kind)}${names_nameOf(derivation)} ${words}`;
        return what ? `${what}: ${build}.` : `${sentence(build)}.`;
    }
    const said = [message.text, message.hint].filter(it => it).join('\n');
    if (kind === 'evaluation' || kind === 'missing-attribute')
        return what ? `${what} does not evaluate: ${said}` : `Nix could not evaluate: ${said}`;
    if (kind === 'timeout' && words && !what)
        return `A build ${words}.`;
    return what ? `${what}: ${said}` : sentence(said);
}
function buildOf(kind) {
    if (kind === 'dependency')
        return '';
    return kind === 'hash-mismatch' ? 'the result of ' : 'the build of ';
}
function hashLines({ specified, got }) {
    return [
        `specified: ${specified}`,
        `got:       ${got}`,
        'If what came is right, the new hash belongs where the old one is.',
    ];
}
/** Where Nix noticed it, if that is not a file of the repository. */
function foreign({ place }, { position }) {
    if (!position || (place && position.file.endsWith(`/${place.file}`)))
        return [];
    const { file, line, column } = position;
    return [`Nix noticed it outside the repository, at ${file}:${line}${column ? `:${column}` : ''}.`];
}
function because({ consequences, isOnlyCause }) {
    if (consequences.length === 0)
        return [];
    const cause = isOnlyCause ? 'it' : 'it or another failed build';
    return [`Also failed because of ${cause}: ${consequences.join(', ')}.`];
}

;// CONCATENATED MODULE: ./build/nix/errors/script-line.js

const WRONG = /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i;
const HARMLESS = /\b(?:warning|note|info|hint|debug|help)\b *[:[]/i;
const script_line_ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const PATH = String.raw `(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`;
const script_line_LINE = String.raw `(?<line>\d+)`;
const LINE_COLUMN = String.raw `:${script_line_LINE}(?::(?<column>\d+))?`;
const script_line_form = (words, source) => ({
    pattern: new RegExp(source),
    words,
});
/** A frame of JavaScript; the innermost stands first: `    at f (file:///x/y.js:12:5)`. */
const script_line_FRAME = new RegExp(String.raw `^\s+at (?:.*\()?${PATH}:${script_line_LINE}:(?<column>\d+)\)?$`);
const FORMS = [
    // bash and busybox: `./x.sh: line 12: foo: command not found`
    script_line_form('error', String.raw `^(?<path>[^:\n]+): line ${script_line_LINE}: (?<said>.*)$`),
    // Python: `  File "x.py", line 12, in test`
    script_line_form('error', String.raw `^\s*File "(?<path>[^"\n]+)", line ${script_line_LINE}`),
    // Rust: `panicked at src/lib.rs:12:5:`, before 1.73 `panicked at 'no', src/lib.rs:12:5`
    script_line_form('error', `panicked at (?:'.*', )?${PATH}${LINE_COLUMN}:?$`),
    // rustc, with its words in the line before: `  --> src/main.rs:2:5`
    script_line_form('before', String.raw `^\s*--> ${PATH}${LINE_COLUMN}$`),
    { pattern: script_line_FRAME, words: 'error' },
    // TypeScript: `x.ts(12,5): error TS2322: …`
    script_line_form('behind', String.raw `^(?<path>[^\s():]+)\(${script_line_LINE},(?<column>\d+)\): (?<said>.*)$`),
    // make: `make: *** [Makefile:12: test] Error 1`
    script_line_form('behind', String.raw `^\S*make(?:\[\d+\])?: \*\*\* \[${PATH}:${script_line_LINE}: (?<said>.*)$`),
    // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
    script_line_form('error', String.raw `\bat ${PATH} line ${script_line_LINE}\b`),
    script_line_form('error', String.raw `^CMake Error at ${PATH}:${script_line_LINE}\b`),
    // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
    script_line_form('behind', String.raw `^\s*(?:[^\s:]+: )??${PATH}: ?${script_line_LINE}(?::(?<column>\d+))?: ?(?<said>.*)$`),
];
/**
 * The line of the repository that a shell or a tool named when a command failed: of those that say an error the last one.
 * @param output the last lines that the command printed
 * @param folder of the command, relative to the top
 * @returns undefined where no line names a file that the repository has
 */
async function scriptLine(output, folder, roots, repository) {
    const lines = output.map(line => line.replace(script_line_ANSI, '').slice(0, 2000).trimEnd());
    const named = lines.flatMap((line, at) => readLine(line, lines.slice(0, at)) ?? []);
    const errors = named.filter(({ isError }) => isError);
    const others = named.filter(({ isError }) => !isError);
    for (const { path, line, column } of [...errors.toReversed(), ...others.toReversed()]) {
        const file = await fileOf(path, folder, roots, repository);
        if (file)
            return { file, line, ...(column ? { column } : {}) };
    }
    return undefined;
}
function readLine(text, before) {
    for (const { pattern, words } of FORMS) {
        const { path, line, column, said } = pattern.exec(text)?.groups ?? {};
        if (!path || !line || Number(line) === 0)
            continue;
        const context = words === 'before' ? (before.at(-1) ?? '') : (said ?? '');
        if (HARMLESS.test(context) || (pattern === script_line_FRAME && isOuterFrame(before)))
            return undefined;
        const isError = words === 'error' || WRONG.test(context);
        return { path, line: Number(line), ...(column ? { column: Number(column) } : {}), isError };
    }
    return undefined;
}
/** Whether a frame of the project's own stands above. */
function isOuterFrame(before) {
    for (const line of before.toReversed()) {
        const path = script_line_FRAME.exec(line)?.groups?.path;
        if (!/^\s+at /.test(line))
            return false;
        if (path && !/^node:|\/node_modules\//.test(path))
            return true;
    }
    return false;
}
async function fileOf(path, folder, roots, repository) {
    const plain = path.trim().replace(/^file:\/\//, '');
    const names = plain.startsWith('/')
        ? [inRepository(plain, roots)]
        : [within(folder, plain), within('', plain)];
    for (const name of names)
        if (name && (await repository.has(name)))
            return name;
    return undefined;
}

;// CONCATENATED MODULE: ./build/nix/errors/command.js


/** Explains why a command failed; the place is the line that the shell or a tool named, else the script. */
async function explainCommand(command, scene) {
    const { name, end, output, folder, reproduce } = command;
    const kind = command_kindOf(end);
    const isGuess = kind === 'out-of-memory';
    const hint = isGuess || end.code === 137
        ? ['Likely out of memory; that is a guess, from the signal alone.']
        : [];
    const reason = [`${name} ${howItEnded(end)}.`, ...hint].join('\n');
    const place = kind === 'cancelled'
        ? undefined
        : ((await scriptLine(output, folder, scene.roots, scene.repository)) ??
            (await scriptPlace(command, scene.repository)));
    return {
        kind,
        isGuess,
        title: `${name}: ${kind === 'test' ? 'failed' : kind.replaceAll('-', ' ')}`,
        message: withLog(reason, output, reproduce),
        reason,
        ...place,
        attributes: [],
        log: output,
        reproduce,
        isConsequence: false,
        consequences: [],
    };
}
function command_kindOf({ timedOut, cancelled, signal }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return signal === 'SIGKILL' ? 'out-of-memory' : 'test';
}
function howItEnded({ code, signal, timedOut, cancelled }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return 'ran out of time';
    return signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
}
async function scriptPlace({ script }, repository) {
    return script && (await repository.has(script)) ? { file: script, line: 1 } : undefined;
}

;// CONCATENATED MODULE: ./build/nix/errors/rules.js
const DISK = 'The disk is full: a smaller build, a larger runner, or a step that frees space helps.';
const MEMORY = 'Fewer jobs at once (`max-jobs`, `cores`) or a larger runner may help.';
const at = (source) => new RegExp(`^(?:${source})`, 'i');
const drv = (group = 'drv') => String.raw `['"](?<${group}>/nix/store/[0-9a-df-np-sv-z]{32}-[^'"\s^!]+\.drv)[^'"\n]*['"]`;
const reason = (source) => at(String.raw `Cannot build ${drv()}\.\s+Reason: (?:${source})`);
const ENDED = [
    String.raw `failed with exit code (?<code>\d+)`,
    String.raw `failed due to signal (?<signal>\d+)(?: \((?<name>[^)\n]*)\))?`,
    'died abnormally',
    String.raw `failed to produce output path for output '(?<output>[^'\n]*)'`,
].join('|');
const TIMED_OUT = String.raw `timed out after (?<seconds>\d+) seconds(?<silence> of silence)?`;
/** A hash between quotes or alone, after one of these words. */
const rules_hash = (group, words) => String.raw `(?:${words}):? *['"]?(?<${group}>[^\s'",]+)['"]?,?`;
const HASHES = String.raw `[^]*?${rules_hash('specified', 'specified|expected|wanted')}\s+(?:but )?${rules_hash('got', 'got')}`;
/** Nix's words changed most in 2.29 and 2.34; both are here. */
const rules_BUILDS = [
    [at(`builder for ${drv()} (?:${ENDED})`), ended],
    [reason(`builder (?:${ENDED})`), ended],
    [reason(String.raw `(?<count>\d+) dependenc(?:y|ies) failed`), dependency],
    [at(String.raw `(?<count>\d+) dependenc(?:y|ies) of derivation ${drv()} failed`), dependency],
    [at(`(?:building of ${drv()} from \\.drv file )?${TIMED_OUT}`), timeout],
    [reason(`(?:build(?:er)? )?${TIMED_OUT}`), timeout],
    [at(`hash mismatch in fixed-output derivation ${drv()}${HASHES}`), hashes],
    [at(`(?:ca |NAR )?hash mismatch (?:in|importing) ${HASHES}`), hashes],
    [
        at(String.raw `a '(?<system>[^'\n]+)' with features \{(?<features>[^}]*)\} is required to build ${drv()}`),
        system,
    ],
    [
        reason('(?:platform mismatch|missing system features|required system or feature not available|local builds are disabled)' +
            String.raw `(?:[^]*?Required system: '(?<system>[^'\n]+)')?` +
            String.raw `(?:[^]*?(?:Required|Missing) (?:system )?features:? *\{?(?<features>[^}\n]*))?`),
        system,
    ],
];
const ATTRIBUTES = [
    [at(`flake '[^']*' does not provide attribute '(?<attribute>[^']+)'`), missing],
    [at(`attribute '[^']*' in selection path '(?<attribute>[^']+)' not found`), missing],
    [at(String.raw `attribute '[^'\n]*' missing`), missing],
    [
        at(String.raw `(?:flake attribute )?'(?<attribute>[\w-]+(?:\.[^'\n]+)+)' is not (?:a derivation|an attribute set)`),
        evaluation,
    ],
    [at(String.raw `cached failure of attribute '(?<attribute>[^'\n]+)'`), evaluation],
];
const MACHINE = [
    [at('interrupted by the user'), () => ({ kind: 'cancelled', words: 'was cancelled' })],
    [
        at(`(?:build of ['"][^\\n]* failed|some errors were encountered during the evaluation|[^\\n]*\\bbuild failed)$`),
        () => ({ kind: 'other', isSummary: true }),
    ],
    [
        at(String.raw `[^\n]*(?:no space left on device|disk quota exceeded|disk is full)`),
        () => ({ kind: 'disk-full', words: 'ran out of disk space', hint: DISK }),
    ],
    [
        at(String.raw `out of memory|std::bad_alloc|[^\n]*cannot allocate memory`),
        () => ({ kind: 'out-of-memory', words: 'ran out of memory', hint: MEMORY }),
    ],
    [reason(String.raw `[^\n]*`), ({ drv }) => ({ kind: 'build', ...derivation(drv) })],
    [
        at(`derivation ${drv()} may not be deterministic|output '[^'\\n]+' (?:is not allowed|has )|while setting up the build environment`),
        ({ drv }) => ({ kind: 'build', ...derivation(drv) }),
    ],
    [
        at([
            '(?:unable to|cannot) (?:download|access|fetch|connect to(?! socket)) ',
            `failed to (?:fetch|open a connection) |program 'git' failed|unable to check if '`,
            String.raw `[^\n]*(?:connection timed out|could not resolve host|couldn't connect to server|HTTP error (?:429|5\d\d))`,
        ].join('|')),
        () => ({ kind: 'network' }),
    ],
];
/**
 * What a message of Nix means, from how it begins.
 * @param text the message alone: no `error:`, no trace, no log of a builder
 * @returns undefined where no rule knows it
 */
function byRule(text) {
    for (const [pattern, meaning] of [...rules_BUILDS, ...ATTRIBUTES, ...MACHINE]) {
        const match = pattern.exec(text);
        if (match)
            return meaning(match.groups ?? {});
    }
    return undefined;
}
function ended({ drv, code, signal, name, output }) {
    const of = derivation(drv);
    if (code)
        return { kind: 'build', words: `failed with exit code ${code}`, ...of };
    if (output)
        return { kind: 'build', words: `did not produce its output '${output}'`, ...of };
    if (!signal)
        return { kind: 'build', words: 'died abnormally', ...of };
    const words = `was ended by signal ${signal}${name ? ` (${name})` : ''}`;
    if (signal !== '9')
        return { kind: 'build', words, ...of };
    const hint = `Likely out of memory; that is a guess, from the signal alone. ${MEMORY}`;
    return { kind: 'out-of-memory', words, isGuess: true, hint, ...of };
}
function dependency({ drv, count }) {
    const what = count === '1' ? 'a dependency' : `${count} dependencies`;
    return { kind: 'dependency', words: `was not built, because ${what} failed`, ...derivation(drv) };
}
function timeout({ drv, seconds, silence }) {
    const after = `timed out after ${seconds} s`;
    return { kind: 'timeout', words: silence ? `${after} of silence` : after, ...derivation(drv) };
}
function hashes({ drv, specified, got }) {
    const both = { ...(specified ? { specified } : {}), ...(got ? { got } : {}) };
    return {
        kind: 'hash-mismatch',
        words: 'has another hash than the sources say',
        ...derivation(drv),
        ...both,
    };
}
function system({ drv, system, features = '' }) {
    const of = system ? ` of ${system}` : '';
    const lacks = features.trim() === '' ? '' : ` with ${features.trim()}`;
    const words = `needs a machine${of}${lacks || (of ? '' : ' of another kind')}`;
    return { kind: 'wrong-system', words, ...derivation(drv) };
}
function missing({ attribute }) {
    return { kind: 'missing-attribute', ...named(attribute) };
}
function evaluation({ attribute }) {
    return { kind: 'evaluation', ...named(attribute) };
}
/** An object with the key, or without it. */
function derivation(path) {
    return path ? { derivation: path } : {};
}
/** An object with the key, or without it. */
function named(attribute) {
    return attribute ? { attribute } : {};
}

;// CONCATENATED MODULE: ./build/nix/errors/kinds.js


/** What concerns this machine or the command line, not the project; none of these has a position. */
const ELSEWHERE = new RegExp([
    'opening|reading|writing|creating|removing|locking|renaming|executing|changing|unable to fork',
    'cannot (?:open|connect to socket)|could not set permissions|operation not permitted|permission denied',
    'SQLite|binary cache|store path|repository path|the user|failed to start',
    `experimental Nix feature|unrecognised flag|unknown setting|not a recognised|path '[^']*\\.drv' is not valid`,
    String.raw `getting status of '?\/(?!nix\/store\/\S+\.nix)`,
]
    .map(it => `^(?:${it})`)
    .join('|'), 'i');
const ATTRIBUTE_FAILED = /^failed to build attribute '([^'\n]+)', build of '([^'^!\n]+)[^'\n]*' failed:\s*/;
/**
 * The kind of an error of Nix. What a builder prints gives hints only: it never decides the kind.
 * @param log the last lines of the builder that failed
 */
function kinds_classify(error, log = []) {
    const message = parseMessage(error);
    const found = ofMessage(message);
    const isOfText = found.kind === 'evaluation' || found.kind === 'missing-attribute';
    return {
        ...(isOfText ? {} : derivation(error.derivation)),
        ...named(error.attribute ?? checked(message)),
        ...withHint(found, message, log),
    };
}
function ofMessage({ text, position, frames }) {
    // The text of a `throw` is the project's: any words, also Nix's.
    const isThrown = /^while calling the '(?:throw|abort)' builtin/.test(frames[0]?.text ?? '');
    if (isThrown)
        return { kind: 'evaluation' };
    const outer = ATTRIBUTE_FAILED.exec(text);
    if (outer) {
        const inner = byRule(text.slice(outer[0].length)) ?? { kind: 'build' };
        return { ...derivation(outer[2]), ...inner, ...named(outer[1]) };
    }
    const isElsewhere = !position && frames.length === 0 && ELSEWHERE.test(text);
    return byRule(text) ?? { kind: isElsewhere ? 'other' : 'evaluation' };
}
const NOTE = 'note: build failure may have been caused by lack of free disk space';
const SAID = [
    [/no space left on device/i, 'the disk was full'],
    [/\b(?:out of memory|cannot allocate memory|std::bad_alloc)\b/i, 'memory ran out'],
    [
        /could not resolve host|temporary failure in name resolution/i,
        'it has no network: builds in the sandbox have none',
    ],
];
/** Of a failed builder only: what Nix's note and its own last lines make likely. */
function withHint(found, { text }, log) {
    if (found.kind !== 'build')
        return found;
    if (text.includes(`\n${NOTE}`))
        return { ...found, kind: 'disk-full', isGuess: true, hint: `Nix saw little space. ${DISK}` };
    const said = SAID.find(([pattern]) => log.some(line => pattern.test(line)))?.[1];
    return said ? { ...found, hint: `Perhaps ${said}; that is a guess, from its log.` } : found;
}
/** The output that Nix was checking. */
function checked({ frames }) {
    for (const { text } of frames) {
        const name = /^while checking (?:the )?(?!flake output)[\w -]*?'([^']+)'$/.exec(text)?.[1];
        if (name)
            return name;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/nix/errors/attribute-line.js
/** Comments, strings, computed and plain names, and the signs that open, close, bind or part. */
const TOKEN = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"|\$\{[^{}]*\}|[A-Za-z_][\w'-]*|[=!<>]=|[{}()[\]=;.,:]|\n/g;
const COMPUTED = '*';
/**
 * The line that binds an attribute, by a light search: no evaluation, so a name that is computed is not found.
 * @param text of a Nix file
 * @param name a path such as `checks.x86_64-linux.lint`; parts that the text computes (`${system}`) may be missing in it
 * @param isWhole only a line where each part of the path is found, in the order of the path
 * @returns a line from 1: of the attribute, else of the innermost set around it, else of what has only its last name;
 * undefined without any
 */
function attributeLine(text, name, isWhole = false) {
    const all = bindings(text);
    const parts = splitAttribute(name);
    const whole = bestLine(all, parts, isWhole ? parts.length : Math.min(2, parts.length));
    if (whole || isWhole)
        return whole;
    for (let length = parts.length - 1; length > 0; length--) {
        const set = bestLine(all, parts.slice(0, length), length, true);
        if (set)
            return set;
    }
    return bestLine(all, parts, 1);
}
function bestLine(all, wanted, least, isSet = false) {
    const fits = all.flatMap(({ path, line }) => {
        const fit = match(path, wanted, isSet);
        return fit && fit.parts >= least ? [{ line, ...fit }] : [];
    });
    return fits.toSorted((a, b) => b.score - a.score || a.line - b.line)[0]?.line;
}
/** The parts of an attribute path; quotes around a part may hold dots. */
function splitAttribute(name) {
    return [...name.matchAll(/"((?:[^"\\]|\\.)*)"|[^."]+/g)].map(([part, quoted]) => quoted ?? part);
}
/**
 * How well a path fits: from its last part on, which has to be there; more is better, undefined is not at all.
 * @param isSet the last part may be computed, because it is only a set around what is looked for
 */
function match(path, wanted, isSet) {
    const last = path.at(-1);
    if (last !== wanted.at(-1) && !(isSet && path.length > 1 && last === COMPUTED))
        return undefined;
    let parts = 1;
    let score = 1;
    let end = path.length - 1;
    for (const part of wanted.slice(0, -1).reverse()) {
        const at = path.slice(0, end).findLastIndex(it => it === part || it === COMPUTED);
        if (at < 0)
            continue;
        parts += 1;
        score += path[at] === COMPUTED ? 0.9 : 1;
        end = at;
    }
    // Of two that fit as well, the one with less around it.
    return { parts, score: score - path.length / 1000 };
}
/** Every `a.b =` and `inherit a` with the sets that it stands in. */
function bindings(text) {
    const found = [];
    const open = [];
    let names = [];
    /** The path of the value that is being read. */
    let value = [];
    let isInherit = false;
    let previous = '';
    let line = 1;
    const bind = (path) => found.push({ path: [...open.flatMap(set => set.path), ...path], line });
    for (const [token] of text.matchAll(TOKEN)) {
        if (token === '=') {
            if (names.length > 0)
                bind(names);
            value = names;
        }
        else if ('{(['.includes(token)) {
            open.push({ path: value, isInherit });
            value = [];
            isInherit = false;
        }
        else if ('})]'.includes(token)) {
            const set = open.pop();
            value = set?.path ?? [];
            isInherit = set?.isInherit ?? false;
        }
        else if (token === ';') {
            value = [];
            isInherit = false;
        }
        else if (token === 'inherit')
            isInherit = true;
        const name = attribute_line_nameOf(token);
        if (name && isInherit && token !== 'inherit')
            bind([name]);
        if (name)
            names = previous === '.' ? [...names, name] : [name];
        else if (token !== '.' && !isBlank(token))
            names = [];
        if (!isBlank(token))
            previous = token;
        line += token.split('\n').length - 1;
    }
    return found;
}
function attribute_line_nameOf(token) {
    if (token.startsWith('$') || /^".*\$\{/s.test(token))
        return COMPUTED;
    if (token.startsWith('"'))
        return token.slice(1, -1);
    return /^[A-Za-z_]/.test(token) ? token : undefined;
}
function isBlank(token) {
    return token === '\n' || token.startsWith('#') || token.startsWith('/*');
}

;// CONCATENATED MODULE: ./build/nix/errors/hashes.js
/** Bytes of MD5, SHA-1, SHA-256 and SHA-512. */
const SIZES = [16, 20, 32, 64];
/** Nix's own base 32: without e, o, t, u; the last digit is the lowest. */
const hashes_DIGITS = '0123456789abcdfghijklmnpqrsvwxyz';
/**
 * The ways in which sources write a hash that Nix prints in one of them.
 * @param hash `sha256-…` (SRI), `sha256:` with base 16 or base 32, or either alone
 * @returns base 64, base 32 and base 16, without the name of the algorithm; the text itself where it is no hash
 */
function hashForms(hash) {
    const digest = hash.replace(/^(?:md5|sha1|sha256|sha512)[-:]/, '');
    const bytes = hashes_decode(digest);
    if (!bytes)
        return [hash];
    const base64 = bytes.toString('base64');
    return [...new Set([base64, base64.replace(/=+$/, ''), base32(bytes), bytes.toString('hex')])];
}
/**
 * The line of the repository that holds a hash, in whatever form: in `*.nix`, then `*.json` and the like, then `*.lock`.
 * @param name of what the hash is for: where several lines hold it (`lib.fakeHash`), the one nearest to the name counts
 * @returns undefined where no file has it
 */
async function findHash(hash, name, repository) {
    const forms = [...hashForms(hash), ...(isFake(hash) ? ['fakeHash', 'fakeSha256'] : [])];
    const files = await repository.files();
    for (const pattern of [/\.nix$/, /\.(?:json|toml|ya?ml)$/, /\.lock$/]) {
        const found = [];
        for (const file of files.filter(it => pattern.test(it)))
            found.push(...linesWith(forms, file, (await repository.read(file)) ?? '', name));
        const [nearest] = found.toSorted((a, b) => a.distance - b.distance);
        if (nearest)
            return nearest.place;
    }
    return undefined;
}
function linesWith(forms, file, text, name) {
    if (!forms.some(form => text.includes(form)))
        return [];
    const lines = text.split('\n');
    // `source-1.2` is often written as two texts.
    const stem = name.replace(/-\d.*$/, '');
    const names = lines.flatMap((line, at) => (stem && line.includes(stem) ? [at] : []));
    return lines.flatMap((line, at) => {
        const column = Math.max(...forms.map(form => line.indexOf(form)));
        const distance = Math.min(...names.map(it => Math.abs(it - at)), lines.length);
        return column < 0 ? [] : [{ place: { file, line: at + 1, column: column + 1 }, distance }];
    });
}
/** What people write where they do not know the hash yet. */
function isFake(hash) {
    return hashForms(hash).some(form => /^0+$/.test(form));
}
function hashes_decode(digest) {
    for (const size of SIZES) {
        if (digest.length === size * 2 && /^[0-9a-f]+$/i.test(digest))
            return Buffer.from(digest, 'hex');
        if (digest.length === Math.ceil((size * 8) / 5) && [...digest].every(it => hashes_DIGITS.includes(it)))
            return fromBase32(digest, size);
        const isBase64 = /^[A-Za-z0-9+/]+=*$/.test(digest);
        const bytes = isBase64 ? Buffer.from(digest, 'base64') : undefined;
        if (bytes?.length === size && digest.replace(/=+$/, '').length === Math.ceil((size * 4) / 3))
            return bytes;
    }
    return undefined;
}
function base32(bytes) {
    let text = '';
    for (let n = Math.ceil((bytes.length * 8) / 5) - 1; n >= 0; n--) {
        const bit = n * 5;
        const low = (bytes[bit >> 3] ?? 0) >> (bit & 7);
        const high = (bytes[(bit >> 3) + 1] ?? 0) << (8 - (bit & 7));
        text += hashes_DIGITS[(low | high) & 31];
    }
    return text;
}
function fromBase32(text, size) {
    const bytes = Buffer.alloc(size);
    for (let n = 0; n < text.length; n++) {
        const digit = hashes_DIGITS.indexOf(text[text.length - 1 - n] ?? '');
        const bit = n * 5;
        const at = bit >> 3;
        bytes[at] = (bytes[at] ?? 0) | ((digit << (bit & 7)) & 255);
        if (at + 1 < size)
            bytes[at + 1] = (bytes[at + 1] ?? 0) | (digit >> (8 - (bit & 7)));
    }
    return bytes;
}

;// CONCATENATED MODULE: ./build/nix/errors/modules.js


/** Words of messages about options and modules, as the module system of NixOS and its relatives write them. */
const ABOUT_MODULES = /\b(?:options?|modules?|definitions?|defined|declared|declarations?)\b/i;
/** A path between quotes; a module inside a file has `:anon-1`, one of a flake `, via option …`. */
const modules_NAMED = /[`'"‘“]((?:\/|«)[^`'"’”\n]*?)(?::(\d+)(?::(\d+))?)?(?::anon-\d+)*(?:, via option [^`'"’”\n]*)?['"’”`]/g;
const IN_MODULE = /^while evaluating (?:definitions from|the module argument)/;
const OPTION = /\boptions? (?:definition )?[`'"‘“]([^`'"’”\n]+)['"’”`]/i;
const ARGUMENT = /\b(?:argument|attribute) [`'"‘“]([^`'"’”\n]+)['"’”`]/i;
/**
 * The module that a message of a module system names: there a reader repairs it, not where the library noticed it.
 * @returns the line that sets the option, where a light search finds it
 */
async function namedModule({ text }, roots, repository) {
    if (!ABOUT_MODULES.test(text))
        return undefined;
    const subject = OPTION.exec(text)?.[1] ?? ARGUMENT.exec(text)?.[1];
    for (const [, path = '', line, column] of text.matchAll(modules_NAMED)) {
        const file = inRepository(path, roots);
        if (file === undefined)
            continue;
        if (line)
            return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
        const place = await lineIn(file, subject, repository);
        if (place)
            return place;
    }
    return undefined;
}
/** What the trace says of a module system: `while evaluating definitions from …`. */
async function moduleOfFrame(frames, at, roots, repository) {
    const { text = '' } = frames[at] ?? {};
    if (!IN_MODULE.test(text))
        return undefined;
    const option = frames
        .slice(at + 1)
        .map(frame => /^while evaluating the option [`'"]([^`'"\n]+)['"]/.exec(frame.text)?.[1])
        .find(it => it !== undefined);
    const subject = ARGUMENT.exec(text)?.[1];
    for (const [, path = ''] of text.matchAll(modules_NAMED)) {
        const file = inRepository(path, roots);
        const place = file && (await lineIn(file, subject ?? option, repository));
        if (place)
            return place;
    }
    return undefined;
}
/** Where the option of a message is set, if one file of the repository only sets it. */
async function onlySetting({ text }, repository) {
    const option = OPTION.exec(text)?.[1];
    if (!option?.includes('.') || !ABOUT_MODULES.test(text))
        return undefined;
    const found = [];
    for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
        const line = attributeLine((await repository.read(file)) ?? '', option, true);
        if (line)
            found.push({ file, line });
    }
    return found.length === 1 ? found[0] : undefined;
}
/** Whether a file is the module system itself, kept in the repository: its places say nothing. */
async function isModuleSystem(file, repository) {
    const text = (await repository.read(file)) ?? '';
    return /while evaluating definitions from|Definition values:/.test(text);
}
const libraries = new WeakMap();
/** Whether a file stands beside a module system, as the rest of its library does. */
function isOfLibrary(file, repository) {
    const folder = folderOf(file);
    const known = libraries.get(repository) ?? new Map();
    libraries.set(repository, known);
    const answer = known.get(folder) ?? hasModuleSystem(folder, repository);
    known.set(folder, answer);
    return answer;
}
async function hasModuleSystem(folder, repository) {
    if (folder === '')
        return false;
    for (const file of await repository.files())
        if (folderOf(file) === folder && (await isModuleSystem(file, repository)))
            return true;
    return false;
}
function folderOf(file) {
    return file.split('/').slice(0, -1).join('/');
}
/** Whether the trace goes through a module that it names. */
function namesModules(frames) {
    return frames.some(({ text }) => IN_MODULE.test(text) || /^while evaluating the option /.test(text));
}
async function lineIn(file, subject, repository) {
    const text = await repository.read(file);
    if (text === undefined)
        return undefined;
    if (subject === undefined)
        return { file, line: 1 };
    return { file, line: attributeLine(text, subject) ?? wordLine(text, subject) ?? 1 };
}
/** The first line with the last part of a name as a word of its own. */
function wordLine(text, subject) {
    const word = subject.split('.').at(-1) ?? subject;
    const lines = text.split('\n');
    const at = lines.findIndex(line => line.split(/[^\w'-]+/).includes(word));
    return at < 0 ? undefined : at + 1;
}

;// CONCATENATED MODULE: ./build/nix/errors/place.js






/**
 * Where a reader repairs what an error of Nix is about: the line of an outdated hash; the module that a module system
 * names; the innermost place in the repository; the words of a `throw`; the attribute in the entry; the entry.
 * @returns undefined for what no text of the repository can repair, and where the entry is not there
 */
async function placeOfError(error, found, scene) {
    const message = parseMessage(error);
    return ((await hashPlace(found, scene)) ??
        (await namedModule(message, scene.roots, scene.repository)) ??
        (await unknownModule(message, scene)) ??
        (await missingFile(message, scene)) ??
        (await innermost(message, scene)) ??
        (await fallback(found, scene)));
}
/** The attribute; else the line with the derivation's name; else the entry, for what its text can repair. */
async function fallback(found, scene) {
    const isAbroad = ['other', 'network', 'disk-full', 'out-of-memory', 'cancelled'].includes(found.kind);
    if (found.attribute)
        return attributePlace(found, scene);
    const named = found.derivation && (await quotedName(names_nameOf(found.derivation), scene));
    if (named)
        return named;
    return isAbroad ? undefined : attributePlace(found, scene);
}
async function attributePlace({ attribute }, { repository, entry }) {
    const text = await repository.read(entry);
    if (text === undefined)
        return undefined;
    return { file: entry, line: (attribute && attributeLine(text, attribute)) || 1 };
}
/** The line that gives a derivation its name: `"lint-1.0"`, or without the version. */
async function quotedName(name, scene) {
    for (const it of new Set([name, name.replace(/-\d.*$/, '')])) {
        const place = await onlyLine(scene, line => line.includes(`"${it}"`));
        if (place)
            return place;
    }
    return undefined;
}
async function hashPlace(found, { repository }) {
    if (found.kind !== 'hash-mismatch' || !found.specified)
        return undefined;
    return findHash(found.specified, names_nameOf(found.derivation ?? ''), repository);
}
/**
 * The place of the error itself, then what the trace says, from the inside out. An output that was only being checked
 * comes after the words of the message: it is where Nix began, not where the error is.
 */
async function innermost(message, scene) {
    const { position, frames } = message;
    const own = position && (await usable(position, scene));
    if (own)
        return own;
    const failed = await failedAssertion(message, scene);
    if (failed)
        return failed;
    const isInModules = namesModules(frames);
    let checked;
    for (const [at, frame] of frames.entries()) {
        const named = await moduleOfFrame(frames, at, scene.roots, scene.repository);
        if (named)
            return named;
        const place = frame.position && (await usable(frame.position, scene));
        if (!place)
            continue;
        if (/^while checking /.test(frame.text))
            checked ??= place;
        else if (!isInModules || !(await isOfLibrary(place.file, scene.repository)))
            return place;
    }
    const spoken = await spokenWords(message, scene);
    return spoken ?? checked ?? (await onlySetting(message, scene.repository));
}
async function usable(position, { roots, repository }) {
    const place = await paths_placeOf(position, roots, repository);
    return place && !(await isModuleSystem(place.file, repository)) ? place : undefined;
}
/** A module without a file, inside another text. */
async function unknownModule(message, { repository }) {
    return message.text.includes('<unknown-file>') ? onlySetting(message, repository) : undefined;
}
/** The line that names a file which Nix did not find. */
async function missingFile({ text, position }, scene) {
    const path = /^(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(text)?.[1];
    const name = path?.split('/').at(-1);
    if (!name || (position && (await usable(position, scene))))
        return undefined;
    return onlyLine(scene, line => line.split(/[\s;"'()[\]{}/]+/).includes(name) && line.includes('/'));
}
/** NixOS collects the assertions that failed; each is a text in the module that makes it. */
async function failedAssertion({ text }, scene) {
    if (!/^Failed assertions:/.test(text))
        return undefined;
    for (const [, said = ''] of text.matchAll(/^- (.+)$/gm)) {
        const place = await onlyLine(scene, line => said.length > 7 && line.includes(said));
        if (place)
            return place;
    }
    return undefined;
}
/** The `throw`, `abort` or `assertMsg` with the words of the message, where one line only has them. */
async function spokenWords({ text }, scene) {
    const words = /^evaluation aborted with the following error message: '(.*)'$/s.exec(text)?.[1];
    const said = (words ?? text).split('\n')[0]?.trim() ?? '';
    if (said === '')
        return undefined;
    return onlyLine(scene, line => /\b(?:throw|abort|assertMsg)\b/.test(line) && line.includes(said));
}
async function onlyLine({ repository }, isIt) {
    const found = [];
    for (const file of (await repository.files()).filter(it => it.endsWith('.nix'))) {
        const text = (await repository.read(file)) ?? '';
        for (const [at, line] of text.split('\n').entries())
            if (isIt(line))
                found.push({ file, line: at + 1 });
    }
    return found.length === 1 ? found[0] : undefined;
}

;// CONCATENATED MODULE: ./build/nix/errors/explain.js






/**
 * Explains why a call of Nix failed: one entry a thing that failed, in the order in which Nix said it, the same thing
 * never twice. What failed because a dependency did is an entry with `isConsequence`, which the dependency's names.
 */
async function explainNix(failures, scene) {
    const logs = new Map(failures.builds.map(({ derivation, log }) => [derivation, log]));
    const all = distinct(failures, logs);
    const explained = [];
    for (const failure of all) {
        const { error, found } = failure;
        const attributes = [...failure.attributes];
        const of = found.derivation ? { derivation: found.derivation } : {};
        const attribute = attributes[0] ? { attribute: attributes[0] } : {};
        const causes = causesOf(all);
        const own = all.filter(it => isConsequenceOf(it, failure, causes, failures.needs));
        explained.push(describe_describe({
            error,
            found,
            attributes,
            log: logs.get(found.derivation ?? '') ?? [],
            place: await placeOfError(error, { ...found, ...attribute }, scene),
            reproduce: failures.reproduce({ ...attribute, ...of }),
            consequences: own.map(nameOfFailure),
            isOnlyCause: causes.length === 1 || own.every(it => failures.needs?.has(it.found.derivation ?? '')),
            hints: await untracked(error, scene),
        }));
    }
    return explained;
}
function distinct(failures, logs) {
    const read = withVagueNamed(failures.errors.map(error => classifyWithLog(error, logs)), failures.builds);
    const named = new Set(read.map(({ found }) => found.derivation));
    const silent = failures.builds.filter(({ derivation }) => !named.has(derivation));
    const byKey = new Map();
    for (const { error, found } of [...read, ...silent.map(unsaid)]) {
        if (found.isSummary)
            continue;
        const key = found.derivation ?? `${found.attribute}\n${parseMessage(error).text}`;
        const known = byKey.get(key) ?? { error, found, attributes: new Set() };
        const outputs = failures.attributes?.get(found.derivation ?? '') ?? [];
        for (const it of [found.attribute, ...outputs])
            if (it)
                known.attributes.add(it);
        byKey.set(key, known);
    }
    if (byKey.size > 0)
        return [...byKey.values()];
    const last = read.at(-1) ?? atEnd(failures.end);
    return last ? [{ ...last, attributes: new Set() }] : [];
}
function classifyWithLog(error, logs) {
    const found = kinds_classify(error);
    return { error, found: kinds_classify(error, logs.get(found.derivation ?? '')) };
}
/** A build whose failure no error names. */
function unsaid({ derivation, log }) {
    const error = { text: `error: the build of ${names_nameOf(derivation)} failed`, derivation };
    return { error, found: { ...kinds_classify(error, log), kind: 'build', words: 'failed', derivation } };
}
/**
 * Nix 2.34 says `timed out after 2 seconds` without a name. Another error may say it again with one, or one derivation
 * of `build of 'a', 'b' failed`, or of the failed builds, is left which no error explains.
 */
function withVagueNamed(read, builds) {
    const isVague = ({ found }) => found.kind === 'timeout' && !found.derivation;
    const known = new Set(read.map(({ found }) => found.derivation));
    const summed = read
        .filter(({ found }) => found.isSummary)
        .flatMap(({ error }) => [...error.text.matchAll(/'(\/nix\/store\/[^'^!\n]+\.drv)/g)])
        .map(([, path = '']) => path);
    const left = [...new Set([...summed, ...builds.map(it => it.derivation)])].filter(path => !known.has(path));
    const vague = read.filter(isVague);
    if (left[0] && left.length === 1 && vague.length > 0)
        return read.map(it => isVague(it) ? { ...it, found: { ...it.found, derivation: left[0] } } : it);
    const isSaidAgain = read.some(it => it.found.kind === 'timeout' && it.found.derivation);
    return isSaidAgain ? read.filter(it => !isVague(it)) : [...read];
}
/** Of a process that ended without a word. */
function atEnd(end) {
    if (!end || end.code === 0)
        return undefined;
    const error = (text) => ({ text });
    if (end.cancelled)
        return { error: error('the run was cancelled'), found: { kind: 'cancelled' } };
    if (end.timedOut)
        return { error: error('Nix ran out of time'), found: { kind: 'timeout' } };
    if (end.signal !== 'SIGKILL' && end.code !== 137) {
        const how = end.signal ? `was ended by ${end.signal}` : `ended with exit code ${end.code}`;
        return { error: error(`Nix ${how} and printed no error`), found: { kind: 'other' } };
    }
    const hint = 'Likely out of memory; that is a guess, because it was killed without a word.';
    return {
        error: error('Nix was killed (signal 9)'),
        found: { kind: 'out-of-memory', isGuess: true, hint },
    };
}
/** What can be the reason that something else was not built. */
function causesOf(all) {
    return all.filter(({ found }) => found.derivation && found.kind !== 'dependency');
}
function isConsequenceOf(it, cause, causes, needs) {
    if (it.found.kind !== 'dependency' || !causes.includes(cause))
        return false;
    const known = needs?.get(it.found.derivation ?? '');
    return !known || known.includes(cause.found.derivation ?? '');
}
function nameOfFailure({ found, attributes }) {
    return [...attributes][0] ?? names_nameOf(found.derivation ?? '');
}
/** Nix sees only files that git knows. */
async function untracked(error, { roots, repository }) {
    const path = /(?:path|getting status of|opening file) ['"]?([^'"\n]+?)['"]?(?: does not exist|: No such file)/i.exec(parseMessage(error).text)?.[1];
    const file = path && (path.startsWith('/') ? inRepository(path, roots) : within('', path));
    if (!file || !(await repository.has(file)))
        return [];
    return [`${file} is there, but git does not know it, and so Nix does not see it: git add ${file}`];
}

;// CONCATENATED MODULE: ./build/steps/outcome.js
const SUCCESS = { status: 'success', exitCode: 0 };
/** A step that failed before any process of it ran. */
function refused(message) {
    return { status: 'failure', exitCode: null, error: { message } };
}
/** How a process ended, as the status of its step. */
function outcome_statusOf({ cancelled, timedOut, code }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return code === 0 ? 'success' : 'failure';
}
/** The end of a process in words: `exit code 1`, `ran out of time`. */
function endOf({ cancelled, timedOut, code, signal }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return 'ran out of time';
    return signal ? `was ended by ${signal}` : `exit code ${code}`;
}
/** The exit code of a process that ended by itself. */
function codeOf({ cancelled, timedOut, code }) {
    return timedOut || cancelled ? null : code;
}
const outcome_ANSI = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/g;
/** A failure in words, with its place; the job page shows no colours. */
function stepError({ message, file, line, column }) {
    return {
        message: message.replace(outcome_ANSI, ''),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
    };
}

;// CONCATENATED MODULE: ./build/steps/explain.js








/** What libgit2 and git say of a repository of another user. */
const FOREIGN = /is not owned by current user|detected dubious ownership/;
const FOREIGN_HINT = 'The workspace belongs to another user than this step runs as, as it does in a job with a container. In a step before this one: git config --global --add safe.directory "$GITHUB_WORKSPACE"';
/** Why a call of Nix failed: one entry a thing that failed; none where it did not. */
async function explainCall(run, result, about) {
    if (result.code === 0)
        return [];
    const { errors, builds } = result.log.run();
    const failures = {
        errors: about.attribute
            ? errors.map(error => ({ ...error, attribute: about.attribute }))
            : errors,
        builds: builds
            .filter(({ status }) => status === 'failed' || status === 'timeout')
            .map(build => ({ derivation: build.derivation, log: build.tail() })),
        ...(about.attributes ? { attributes: about.attributes } : {}),
        needs: await needsOf(run, builds),
        end: result,
        reproduce: ({ attribute }) => (attribute && about.reproduceOne?.(attribute)) || about.reproduce,
    };
    return explainNix(failures, await sceneOf(run, about.entry));
}
/** Beyond so many nobody reads which failure each of them is due to. */
const MOST_DEPENDENTS = 50;
/** What the derivations need that failed because of another. */
async function needsOf({ context: { nix, env } }, builds) {
    const store = new Store(nix.bin, env);
    const failed = builds.filter(({ status }) => status === 'dependency-failed');
    const needs = new Map();
    for (const { derivation } of failed.slice(0, MOST_DEPENDENTS)) {
        needs.set(derivation, await store.requisites(derivation).catch(() => []));
    }
    return needs;
}
/** The outcome of a call of Nix that is not looked at check by check. */
async function outcomeOfNix(run, result, about) {
    return explain_outcomeOf(result, await explainCall(run, result, about), about);
}
/** Pure: builds that failed stand by themselves, everything else is the step's own error. */
function explain_outcomeOf(result, explained, about) {
    const status = outcome_statusOf(result);
    if (status === 'success')
        return SUCCESS;
    const causes = explained.filter(({ isConsequence }) => !isConsequence);
    const first = causes.find(({ derivation }) => derivation === undefined) ?? causes[0];
    const said = causes.map(({ message }) => message);
    if (result.log.errors.some(error => FOREIGN.test(error)))
        said.push(FOREIGN_HINT);
    if (said.length === 0)
        said.push('Nix printed no error.', `Reproduce: ${about.reproduce}`);
    const message = status === 'failure' ? said.join('\n\n') : [endOf(result), ...said].join('\n\n');
    return {
        status,
        exitCode: codeOf(result),
        error: stepError({ ...first, message }),
        failedDependencies: causes.flatMap(one => explain_dependency(one, result)),
    };
}
/** A build that failed, as the report has it. */
function explain_dependency(one, { log }) {
    if (!one.derivation)
        return [];
    const build = log.run().builds.find(({ derivation }) => derivation === one.derivation);
    const seconds = build?.end === undefined ? 0 : round((build.end - build.start) / 1000);
    const status = one.kind === 'timeout' ? 'timeout' : 'failed';
    const name = build?.name ?? (0,external_node_path_.basename)(one.derivation).replace(/^[^-]*-|\.drv$/g, '');
    return [{ name, drv: one.derivation, status, seconds, error: stepError(one) }];
}
/** The outcome of a command outside the sandbox: the last lines that it printed, and the line that they name. */
async function outcomeOfCommand(run, exit, output, reproduce) {
    const status = outcome_statusOf(exit);
    if (status === 'success')
        return SUCCESS;
    const { step, context, cwd } = run;
    const script = scriptOf(step.argument);
    const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] };
    const folder = (0,external_node_path_.relative)(context.workspace, cwd);
    const explained = await explainCommand({
        name: step.name,
        end: exit,
        output: output.length > 0 ? output : ['(it printed nothing)'],
        folder,
        ...(script ? { script: (0,external_node_path_.join)(folder, script) } : {}),
        reproduce,
    }, scene);
    return { status, exitCode: codeOf(exit), error: stepError(explained) };
}
/** The script that is the first word of a command. */
function scriptOf(command) {
    const word = command.trim().split(/\s/)[0] ?? '';
    return /^\.?[\w./-]+\/[\w.-]+$/.test(word) && !word.startsWith('/') ? word : undefined;
}
/** Where places are looked for: the checkout, and what Nix made of it in the store. */
async function sceneOf(run, entry) {
    const { context, cwd } = run;
    const roots = [{ path: context.workspace, folder: '' }];
    const source = (0,external_node_path_.basename)(entry) === 'flake.nix' ? await flakeSource(run) : undefined;
    const inGit = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(context.workspace, '.git'));
    if (source)
        roots.push({ path: source, folder: inGit ? '' : (0,external_node_path_.relative)(context.workspace, cwd) });
    return {
        repository: context.repository,
        roots,
        entry: (0,external_node_path_.join)((0,external_node_path_.relative)(context.workspace, cwd), entry),
    };
}
/** The store path of the flake's source, under which older versions name its files. */
async function flakeSource({ context, cwd, step }) {
    const argv = [
        (0,external_node_path_.join)(context.nix.bin, 'nix'),
        'flake',
        'metadata',
        '--json',
        '--no-write-lock-file',
        '.',
        ...step.args,
    ];
    const { code, stdout } = await capture(argv, { env: { ...context.env, ...step.env }, cwd });
    if (code !== 0)
        return undefined;
    const { path } = JSON.parse(stdout);
    return typeof path === 'string' ? path : undefined;
}

;// CONCATENATED MODULE: ./build/steps/kinds/build.js



/** The first version with --print-out-paths. */
const PRINTS_PATHS = '2.9';
/** `nix build`: installables, split and brace-expanded as a shell does. */
async function build_build(run) {
    const { step } = run;
    const system = step.system ? ['--system', step.system] : [];
    const words = ['build', ...expandWords(step.argument), ...system, ...step.args];
    const link = step.outLink ? ['--out-link', step.outLink] : ['--no-link'];
    const tellsPaths = isAtLeast(run.context.nix.version, PRINTS_PATHS) && !words.includes('--json');
    const print = tellsPaths ? ['--print-out-paths'] : [];
    const result = await run.nix(['nix', ...words, '--keep-going', ...link, ...print]);
    run.offerEarlier(result.stdout.split('\n'));
    return outcomeOfNix(run, result, {
        entry: 'flake.nix',
        reproduce: run.reproduce('nix', ...words),
    });
}

;// CONCATENATED MODULE: ./build/steps/bash.js



/**
 * A bash of version 5 or newer, as Nix's environments need it: macOS has 3.2.
 * @param env whose PATH is looked through before the usual places
 */
async function modernBash(env) {
    const folders = [
        ...(env.PATH ?? '').split(external_node_path_.delimiter),
        '/opt/homebrew/bin',
        '/usr/local/bin',
        '/bin',
    ];
    const found = folders.map(folder => (0,external_node_path_.join)(folder, 'bash')).filter(external_node_fs_.existsSync);
    for (const bash of new Set(found)) {
        const { stdout } = await capture([bash, '-c', 'echo $BASH_VERSINFO'], { env });
        if (Number(stdout) >= 5)
            return bash;
    }
    return undefined;
}
/**
 * A command of several lines is a script: it ends at the first line that fails, as a `run:` of a workflow does. One line
 * runs exactly as under `nix-shell --run`.
 */
function asScript(command) {
    return command.trim().includes('\n') ? `set -eo pipefail\n${command}` : command;
}

;// CONCATENATED MODULE: ./build/process/marked.js



/** Milliseconds between asking a process to end and ending it. */
const marked_GRACE = 500;
/**
 * Ends the processes that have an assignment in their first environment, wherever they stand in the tree of processes:
 * a daemon that left its group, say. What cleared its environment is not found, and nothing is where there is no /proc.
 * @returns what was ended
 */
async function endMarked(assignment) {
    const found = await marked(assignment);
    if (found.length === 0)
        return [];
    const table = await processTable();
    for (const pid of found)
        marked_kill(pid, 'SIGTERM');
    for (let waited = 0; waited < marked_GRACE && (await marked(assignment)).length > 0; waited += 20) {
        await sleep(20);
    }
    // Also what was forked meanwhile.
    for (const pid of await marked(assignment))
        marked_kill(pid, 'SIGKILL');
    return table.filter(({ pid }) => found.includes(pid));
}
async function marked(assignment) {
    const names = await (0,promises_.readdir)('/proc').catch(() => []);
    const pids = names.filter(name => /^\d+$/.test(name) && Number(name) !== process.pid);
    const environments = await Promise.all(pids.map(pid => (0,promises_.readFile)(`/proc/${pid}/environ`, 'latin1').catch(() => '')));
    return pids
        .filter((_, index) => environments[index]?.split('\0').includes(assignment))
        .map(Number);
}
function marked_kill(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch {
        // It is gone, or belongs to somebody else.
    }
}

;// CONCATENATED MODULE: ./build/process/tail.js
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

;// CONCATENATED MODULE: ./build/runner-files.js



/** The grammar of GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE (actions/runner, FileCommandManager). */
function formatPairs(pairs) {
    return Object.entries(pairs)
        .map(([name, value]) => {
        const delimiter = `nix_ci_${(0,external_node_crypto_.randomUUID)()}`;
        return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
        .join('');
}
/**
 * Reads what a command wrote to a file of that grammar; the last write of a name wins.
 * @throws Error naming the line that does not fit
 */
function parsePairs(text) {
    const lines = text.split('\n');
    const pairs = {};
    for (let i = 0; i < lines.length; i++) {
        const line = lines[i] ?? '';
        if (line === '')
            continue;
        const match = /^(.+?)(=|<<)(.*)$/.exec(line);
        if (!match)
            throw new Error(`line ${i + 1} is neither NAME=VALUE nor NAME<<DELIMITER`);
        const [, name = '', sign, rest = ''] = match;
        if (sign === '=') {
            pairs[name] = rest;
            continue;
        }
        const end = lines.indexOf(rest, i + 1);
        if (rest === '' || end < 0)
            throw new Error(`the delimiter of line ${i + 1} does not come`);
        pairs[name] = lines.slice(i + 1, end).join('\n');
        i = end;
    }
    return pairs;
}
/**
 * What this step tells the runner, kept in memory and written whole: a child that found the files below RUNNER_TEMP and
 * wrote into them changes nothing.
 */
class RunnerFiles {
    outputs = {};
    /** For post. */
    state = {};
    /** Variables of later steps. */
    env = {};
    /** Folders on PATH of later steps, the first one first. */
    path = [];
    summary = '';
    #files;
    /** @param files the environment in which the runner named the files */
    constructor(files) {
        this.#files = files;
    }
    /** Replaces what the files hold. */
    flush() {
        this.#write('GITHUB_OUTPUT', formatPairs(this.outputs));
        this.#write('GITHUB_STATE', formatPairs(this.state));
        this.#write('GITHUB_ENV', formatPairs(this.env));
        // The runner puts each line before those that came earlier.
        this.#write('GITHUB_PATH', this.path
            .toReversed()
            .map(folder => `${folder}\n`)
            .join(''));
        this.#write('GITHUB_STEP_SUMMARY', this.summary);
    }
    #write(variable, text) {
        const file = this.#files[variable];
        if (!file)
            return;
        // A command may have cleared RUNNER_TEMP.
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(file), { recursive: true });
        (0,external_node_fs_.writeFileSync)(file, text);
    }
}

;// CONCATENATED MODULE: ./build/steps/command.js










/** Both streams through one pipe: two are not ordered between them. */
const ONE_PIPE = ['/bin/sh', '-c', 'exec "$@" 2>&1', 'sh'];
/** Bytes of a command's own output and summary files that are taken over. */
const LARGEST_FILE = 256 * 1024;
const command_TAIL = 40;
/** A command's files in place of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'];
/** Every process of a command has this variable, unless it took it away. */
const MARK = 'NIX_CI_COMMAND';
/**
 * Runs project code outside the sandbox. This is the far side of the boundary: the credentials for fetching are put
 * away before, unless the step asks for them.
 */
async function enter(run, entry) {
    const { step, context } = run;
    await context.boundary.cross();
    await (step.credentials ? context.tokens.show() : context.tokens.hide());
    const files = { ...(await ownFiles(run)), [MARK]: (0,external_node_crypto_.randomUUID)() };
    const tail = new Tail(command_TAIL);
    const exit = await spawn_run([...ONE_PIPE, ...entry.argv], {
        cwd: run.cwd,
        env: commandEnvironment(run, entry, files),
        timeout: run.left,
        cancel: context.rim.cancel,
        stdout: new LineSplitter(line => {
            tail.push(line);
            run.line(line);
        }),
    });
    await endEscaped(run, files[MARK] ?? '');
    await context.tokens.hide();
    const outcome = await outcomeOfCommand(run, exit, tail.lines(), entry.reproduce);
    return { ...command_withHint(outcome, run), ...(await readFiles(run, files)) };
}
function commandEnvironment({ step, context }, { env: more, only }, files) {
    const { SSH_AUTH_SOCK, ...env } = context.env;
    const agent = step.credentials && SSH_AUTH_SOCK ? { SSH_AUTH_SOCK } : {};
    const all = { ...env, ...agent, ...files, ...more, ...step.env };
    return only
        ? Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)))
        : all;
}
/** Names of variables that a pure environment has to keep so that the command gets them all the same. */
function variablesOf({ step }) {
    return [...OWN_FILES, ...REFUSED_FILES, MARK, ...step.keep, ...Object.keys(step.env)];
}
/** Ends what left the command's process group, before credentials are shown again. */
async function endEscaped({ step, context: { rim } }, mark) {
    const ended = await endMarked(`${MARK}=${mark}`);
    if (ended.length === 0)
        return;
    const commands = ended.map(({ command }) => command.slice(0, 80)).slice(0, 5);
    rim.say.notice(`${step.name} left processes running, which were ended: ${commands.join(', ')}.`, 'Left running');
}
async function ownFiles(run) {
    // A folder of each command's own: what an earlier one made of its files is nothing to this one.
    const folder = run.private(`command-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, (0,external_node_path_.join)(folder, name)]);
    await Promise.all(files.map(([, file]) => (0,promises_.writeFile)(file, '')));
    return Object.fromEntries(files);
}
async function readFiles({ step, context: { rim } }, files) {
    const read = async (name) => {
        const { text, bytes } = await readPlain(files[name] ?? '');
        if (bytes <= LARGEST_FILE)
            return text;
        rim.say.notice(`${step.name} wrote ${bytes} bytes to ${name}; more than ${LARGEST_FILE} is not taken over.`);
        return '';
    };
    for (const name of REFUSED_FILES) {
        if ((await read(name)) !== '') {
            rim.say.notice(`${step.name} wrote to ${name}; a step's command cannot change the environment of later steps.`);
        }
    }
    let outputs = {};
    try {
        outputs = parsePairs(await read('GITHUB_OUTPUT'));
    }
    catch (error) {
        rim.say.notice(`${step.name} wrote a GITHUB_OUTPUT that is not taken over: ${error.message}.`);
    }
    return { outputs, summary: await read('GITHUB_STEP_SUMMARY') };
}
/** The text of a plain file; a command may have put a link, a FIFO or a folder in its place, which reads as nothing. */
async function readPlain(path) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    const file = await (0,promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
    try {
        const stat = await file?.stat();
        if (!file || !stat?.isFile())
            return { text: '', bytes: 0 };
        return { text: stat.size > LARGEST_FILE ? '' : await file.readFile('utf8'), bytes: stat.size };
    }
    finally {
        await file?.close();
    }
}
/** A command that looks for a token which the job has and it does not get should be told why. */
function command_withHint(outcome, { step, context }) {
    const names = context.rim.withheld.filter(name => !(name in step.env));
    if (!outcome.error || names.length === 0)
        return outcome;
    const hint = `${names.join(', ')}: set for the job, but withheld from commands; a step that needs one says so in its env.`;
    return { ...outcome, error: { ...outcome.error, message: `${outcome.error.message}\n${hint}` } };
}

;// CONCATENATED MODULE: ./build/steps/reached.js


/** A command behind a mark that the shell came to it: a shellHook may end the shell, with exit code 0 too. */
function reached(run, command) {
    (0,external_node_fs_.rmSync)(markOf(run), { recursive: true, force: true });
    return `: >${quote(markOf(run))}\n${command}`;
}
/** A step whose command never began has tested nothing, whatever the exit code says. */
function whetherReached(run, outcome) {
    if (outcome.status !== 'success' || (0,external_node_fs_.existsSync)(markOf(run)))
        return outcome;
    const message = `${run.step.name}: the shell ended with exit code 0 before the command began. Look for exit or exec in the shellHook.`;
    return { ...outcome, status: 'failure', error: { message } };
}
function markOf(run) {
    return run.private('reached');
}

;// CONCATENATED MODULE: ./build/steps/kinds/develop.js








/** What nix-shell keeps in a pure environment; `nix develop --ignore-environment` would drop even HOME. */
const develop_KEPT = ['HOME', 'USER', 'LOGNAME', 'TERM', 'TZ', 'XDG_RUNTIME_DIR'];
/** A command in a flake's dev shell; without one the environment is built and entered. */
async function develop(run, shells) {
    const made = await shells.of(run, make);
    if ('failed' in made)
        return made.failed;
    const { step } = run;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const { path, bash } = made.shell;
    if (!bash)
        return refused('develop: the dev shell brings no bash, and none of version 5 or newer is on PATH.');
    const script = run.private(`develop-${crypto.randomUUID()}.sh`);
    // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
    await (0,promises_.writeFile)(script, `source ${path}\n${reached(run, asScript(command))}\n`);
    // The environment makes a folder there for each entering, which nobody removes.
    const temporary = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'nix-ci-'));
    const outcome = await enter(run, {
        argv: [bash, '--noprofile', '--norc', script],
        env: { SHELL: bash, TMPDIR: temporary },
        ...(step.pure ? { only: [...develop_KEPT, 'SHELL', 'TMPDIR', ...variablesOf(run)] } : {}),
        reproduce: reproduce(run, command),
    });
    // What the command made unremovable stays; that is no failure of the step.
    await (0,promises_.rm)(temporary, { recursive: true, force: true }).catch(() => { });
    return whetherReached(run, outcome);
}
function reproduce(run, command) {
    const { shell, args, pure, keep } = run.step;
    const flags = pure ? ['--ignore-environment', ...keep.flatMap(name => ['--keep', name])] : [];
    const words = ['develop', ...(shell ? [shell] : []), ...args, ...flags];
    return run.reproduce('nix', ...words, '--command', 'bash', '-c', asScript(command));
}
/** Evaluates and builds; the script of `nix print-dev-env` is the one with which `nix develop` begins. */
async function make(run, number) {
    const { step, context } = run;
    await (0,promises_.mkdir)(run.private('roots'), { recursive: true });
    const profile = ['--profile', run.private('roots', `develop-${number}`)];
    const words = ['print-dev-env', ...(step.shell ? [step.shell] : []), ...step.args];
    const result = await run.nix(['nix', ...words, ...profile]);
    if (result.code !== 0)
        return {
            failed: await outcomeOfNix(run, result, {
                entry: 'flake.nix',
                reproduce: reproduce(run, ':'),
            }),
        };
    const path = run.private('roots', `develop-${number}.sh`);
    await (0,promises_.writeFile)(path, result.stdout);
    // The environment is made by the derivation's own builder, which is always a bash (develop.cc).
    const builder = /^(?:export |declare -x )?builder='?([^'\n]+\/bash)'?$/m.exec(result.stdout)?.[1];
    return { shell: { path, bash: builder ?? (await modernBash(context.env)) } };
}

;// CONCATENATED MODULE: ./build/steps/kinds/eval.js


/** `nix eval`: evaluates without building, also for a system that this runner cannot build. */
async function evaluate(run) {
    const { step } = run;
    const system = step.system ? ['--system', step.system] : [];
    const words = ['eval', ...expandWords(step.argument), ...system, ...step.args];
    const result = await run.nix(['nix', ...words]);
    const value = result.stdout.trimEnd();
    for (const line of value === '' ? [] : value.split('\n').slice(0, 200))
        run.line(line);
    return outcomeOfNix(run, result, {
        entry: 'flake.nix',
        reproduce: run.reproduce('nix', ...words),
    });
}

;// CONCATENATED MODULE: ./build/steps/checks.js




/**
 * Joins what was evaluated with what was built, fetched and said.
 * @param evaluated attributes of the flake, not only checks
 */
async function checksOf(evaluated, result, explained) {
    const { builds, fetches } = result.log.run();
    const buildOf = new Map(builds.map(build => [build.derivation, build]));
    const names = new Set(evaluated.map(({ name }) => name));
    const rows = evaluated.filter(({ name }) => isCheck(name) || explanationOf(name, undefined, explained));
    const checks = await Promise.all(rows.map(async (one) => {
        const build = buildOf.get(one.derivation ?? '');
        const explanation = explanationOf(one.name, one.derivation, explained);
        const outputs = one.derivation && fetches.length > 0 ? (await readDerivation(one.derivation)).outputs : [];
        return checkOf(one, build, fetches.filter(({ path }) => outputs.includes(path)), explanation, result);
    }));
    // What an old version does not list but names in its errors.
    const unlisted = explained.flatMap(one => one.attributes.filter(name => !names.has(name)).map(name => evalError(name, one)));
    const known = new Set(evaluated.map(({ derivation }) => derivation));
    const failedDependencies = explained
        .filter(one => !one.isConsequence && !known.has(one.derivation))
        .flatMap(one => explain_dependency(one, result));
    return { checks: [...checks, ...unlisted], failedDependencies };
}
function isCheck(name) {
    return name.startsWith('checks.');
}
function explanationOf(name, derivation, explained) {
    return explained.find(one => one.attributes.includes(name) || (derivation !== undefined && one.derivation === derivation));
}
function checkOf({ name, derivation, start, end }, build, fetches, explanation, result) {
    const status = statusOfCheck(derivation, build, explanation, result);
    const isBad = status === 'failed' ||
        status === 'timeout' ||
        status === 'eval-error' ||
        status === 'dependency-failed';
    return {
        name,
        ...(derivation ? { drv: derivation } : {}),
        status,
        evalSeconds: checks_secondsOf(start, end),
        buildSeconds: build ? checks_secondsOf(build.start, build.end ?? result.log.run().end) : 0,
        fetchSeconds: round(fetches.reduce((sum, fetch) => sum + checks_secondsOf(fetch.start, fetch.end), 0)),
        ...(explanation && isBad && isFirst(name, explanation)
            ? { error: stepError(explanation) }
            : {}),
    };
}
/** Checks that are the same derivation fail for the same reason, which is told once. */
function isFirst(name, { attributes }) {
    return attributes.length === 0 || attributes[0] === name;
}
function statusOfCheck(derivation, build, explanation, { cancelled, timedOut, code, log }) {
    const cut = cancelled || timedOut;
    if (derivation === undefined)
        return explanation || !cut ? 'eval-error' : 'not-run';
    if (build?.status === 'built')
        return 'built';
    if (build?.status === 'running' || build?.status === 'cancelled')
        return cut ? 'timeout' : 'not-run';
    if (build?.status === 'timeout' || explanation?.kind === 'timeout')
        return 'timeout';
    if (build?.status === 'dependency-failed' || explanation?.isConsequence)
        return 'dependency-failed';
    if (build?.status === 'failed' || explanation)
        return 'failed';
    // Not built and not failed: it was there. Where the call was cut short nobody knows.
    return code === 0 || (!cut && log.run().errors.length > 0) ? 'cached' : 'not-run';
}
function evalError(name, one) {
    const status = one.isConsequence ? 'dependency-failed' : one.derivation ? 'failed' : 'eval-error';
    return { name, status, evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0, error: stepError(one) };
}
function checks_secondsOf(start, end) {
    return round(Math.max(0, (end ?? start) - start) / 1000);
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
;// CONCATENATED MODULE: ./build/steps/kinds/check-names.js





/** From here on the log tells which attribute is evaluated to which derivation. */
const TELLS_ATTRIBUTES = '2.20';
function reference({ step }) {
    return step.argument.trim() || '.';
}
/**
 * What `nix flake check` evaluated to what. Old versions do not say, so the checks are asked for afterwards; what each
 * took to evaluate is not known then.
 */
async function check_names_attributesOf(run, result) {
    const log = result.log.run();
    const told = log.evaluated
        .filter(({ kind }) => kind !== 'flake output')
        .map(one => ({ ...one, name: unquoted(one.name) }));
    if (isAtLeast(run.context.nix.version, TELLS_ATTRIBUTES) || result.cancelled || result.timedOut)
        return { evaluated: told, explained: [] };
    const { names } = await checkNames(run);
    const asked = names.length > 0 ? await derivationPaths(run, names) : [];
    const evaluated = asked.map(({ name, derivation }) => ({
        kind: 'derivation',
        name,
        derivation,
        start: log.start,
        end: log.start,
    }));
    return { evaluated, explained: asked.flatMap(({ explained }) => explained) };
}
/** `checks.x86_64-linux."py3.11"` as Nix's errors say it: without the quotes. */
function unquoted(attribute) {
    return attribute.replace(/"((?:[^"\\]|\\.)*)"/g, '$1');
}
/** All in one evaluation; where one of them does not evaluate, each alone. */
async function derivationPaths(run, names) {
    const checks = `checks.${run.context.nix.system}`;
    const apply = 'builtins.mapAttrs (name: check: check.drvPath)';
    const words = ['nix', 'eval', '--json', `${reference(run)}#${checks}`, '--apply', apply];
    const all = await run.quietNix([...words, ...run.step.args]);
    const paths = all.code === 0 ? JSON.parse(all.stdout) : undefined;
    const asked = [];
    for (const short of names) {
        const name = `${checks}.${short}`;
        if (paths)
            asked.push({ name, derivation: paths[short], explained: [] });
        else
            asked.push(await askAlone(run, name, `${checks}.${JSON.stringify(short)}.drvPath`));
    }
    return asked;
}
async function askAlone(run, name, attribute) {
    const words = ['eval', '--raw', `${reference(run)}#${attribute}`, ...run.step.args];
    const one = await run.quietNix(['nix', ...words]);
    if (one.code === 0)
        return { name, derivation: one.stdout.trim(), explained: [] };
    const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words), attribute: name };
    const explained = await explainCall(run, one, about);
    return { name, derivation: undefined, explained };
}
/** Builds the selected checks in one call; an evaluation that fails is reported beside the builds of the others. */
async function selected(run) {
    const { select } = run.step;
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const isSelected = picomatch([...select]);
    const { system } = run.context.nix;
    const chosen = names.filter(name => isSelected(name) || isSelected(`checks.${system}.${name}`));
    if (chosen.length === 0) {
        const there = names.length > 0 ? names.join(', ') : 'none';
        return refused(`select: no check of ${system} fits ${select.join(', ')}. The checks are: ${there}.`);
    }
    const idle = select.filter(glob => {
        const fits = picomatch(glob);
        return !names.some(name => fits(name) || fits(`checks.${system}.${name}`));
    });
    if (idle.length > 0) {
        run.context.rim.say.notice(`${run.step.name}: select: no check fits ${idle.join(', ')}.`);
    }
    run.line(`${chosen.length} of ${names.length} checks: ${chosen.join(', ')}`);
    return buildChecks(run, chosen);
}
/** The names of the checks for this system; nothing of them is evaluated. */
async function checkNames(run) {
    const { system } = run.context.nix;
    const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`;
    const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...run.step.args];
    const result = await run.nix(['nix', ...words]);
    if (result.code === 0)
        return { names: JSON.parse(result.stdout) };
    const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words) };
    return { names: [], failure: await outcomeOfNix(run, result, about) };
}
/**
 * Each check is evaluated alone, then all are built together: `nix build a b` stops before any build where one of them
 * does not evaluate.
 */
async function buildChecks(run, names) {
    const { system } = run.context.nix;
    const installables = names.map(name => `${reference(run)}#${check_names_quoted(`checks.${system}.${name}`)}`);
    const again = ['build', '--no-link', '--keep-going', ...installables, ...run.step.args];
    const reproduce = run.reproduce('nix', ...again);
    const { evaluated, explained, result: last } = await evaluateAlone(run, names);
    const derivations = evaluated.flatMap(({ derivation }) => derivation ?? []);
    const isCut = last === undefined || last.cancelled || last.timedOut;
    const build = derivations.length > 0 && !isCut;
    const result = build
        ? await run.nix(['nix-store', '--realise', '--keep-going', ...derivations])
        : last;
    if (!result)
        return SUCCESS;
    const about = aboutChecks(run, evaluated, reproduce);
    const all = [...explained, ...(build ? await explainCall(run, result, about) : [])];
    const checks = await checksOf(evaluated, result, all);
    // A check that does not evaluate fails the step, however well the others build.
    const ended = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...explain_outcomeOf(ended, all, about), ...checks };
}
async function evaluateAlone(run, names) {
    const evaluated = [];
    const explained = [];
    let result;
    for (const short of names) {
        const name = `checks.${run.context.nix.system}.${short}`;
        const words = ['eval', '--raw', `${reference(run)}#${check_names_quoted(name)}.drvPath`, ...run.step.args];
        const start = performance.now();
        result = await run.nix(['nix', ...words]);
        const about = { entry: 'flake.nix', reproduce: run.reproduce('nix', ...words), attribute: name };
        const derivation = result.code === 0 ? result.stdout.trim() : undefined;
        evaluated.push({ kind: 'derivation', name, derivation, start, end: performance.now() });
        explained.push(...(await explainCall(run, result, about)));
        if (result.cancelled || result.timedOut)
            break;
    }
    return { evaluated, explained, result };
}
/** What a call that builds checks is about. */
function aboutChecks(run, evaluated, reproduce) {
    const one = (attribute) => [`${reference(run)}#${check_names_quoted(attribute)}`, ...run.step.args];
    return {
        entry: 'flake.nix',
        reproduce,
        reproduceOne: attribute => run.reproduce('nix', 'build', '--no-link', ...one(attribute)),
        attributes: byDerivation(evaluated),
    };
}
function byDerivation(evaluated) {
    const map = new Map();
    for (const { name, derivation } of evaluated) {
        if (derivation)
            map.set(derivation, [...(map.get(derivation) ?? []), name]);
    }
    return map;
}
/** A check as an installable: a name with a dot or a blank in it needs quotes. */
function check_names_quoted(attribute) {
    const [, path = '', name = ''] = /^(checks\.[\w-]+\.)(.*)$/s.exec(attribute) ?? [];
    return path === '' || /^[A-Za-z_][\w'-]*$/.test(name)
        ? attribute
        : `${path}${JSON.stringify(name)}`;
}

;// CONCATENATED MODULE: ./build/steps/kinds/flake-check.js






/** From here on `nix flake check` leaves a check that a cache has where it is. */
const LEAVES_CACHED = '2.32';
/** Before, all systems were always checked and the flag is not known. */
const KNOWS_ALL_SYSTEMS = '2.16';
/** `nix flake check`, each check with its own result; or only the checks that `select` names. */
async function flakeCheck(run) {
    const { step, context } = run;
    if (step.select.length > 0)
        return selected(run);
    const { version } = context.nix;
    const systems = step.allSystems && isAtLeast(version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : [];
    const words = ['flake', 'check', reference(run), ...systems, ...step.args];
    const result = await run.nix(['nix', ...words, '--keep-going']);
    const { evaluated, explained: unnamed } = await check_names_attributesOf(run, result);
    const about = aboutChecks(run, evaluated, run.reproduce('nix', ...words, '--keep-going'));
    const outputs = await Promise.all([...(about.attributes?.keys() ?? [])].map(readDerivation));
    run.offerEarlier(outputs.flatMap(it => it.outputs));
    const explained = flake_check_named(await explainCall(run, result, about), unnamed);
    const checks = await checksOf(evaluated, result, explained);
    const outcome = { ...explain_outcomeOf(result, explained, about), ...checks };
    const realise = step.realise && isAtLeast(version, LEAVES_CACHED);
    return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome;
}
/** An error that old versions do not name an attribute for gives way to the same one that does. */
function flake_check_named(explained, unnamed) {
    const isSaid = ({ kind, attributes, derivation }) => attributes.length === 0 && derivation === undefined && unnamed.some(it => it.kind === kind);
    return [...explained.filter(one => !isSaid(one)), ...unnamed];
}
async function realiseChecks(run, outcome) {
    const { names, failure } = await checkNames(run);
    if (failure)
        return failure;
    const built = names.length > 0 ? await buildChecks(run, names) : SUCCESS;
    return built.status === 'success' ? outcome : built;
}

;// CONCATENATED MODULE: ./build/steps/kinds/nix-build.js


/** `nix-build`: a file and arguments; default.nix where there are none. */
async function nixBuild(run) {
    const { step } = run;
    const words = [...expandWords(step.argument), ...step.args];
    const link = step.outLink ? ['--out-link', step.outLink] : ['--no-out-link'];
    const result = await run.nix(['nix-build', ...words, '--keep-going', ...link]);
    run.offerEarlier(result.stdout.split('\n'));
    const entry = words.find(word => word.endsWith('.nix')) ?? 'default.nix';
    return outcomeOfNix(run, result, { entry, reproduce: run.reproduce('nix-build', ...words) });
}

;// CONCATENATED MODULE: ./build/steps/kinds/nix-shell.js









/** A command in the environment of shell.nix; without one the environment is built and entered. */
async function nixShell(run, shells) {
    const made = await shells.of(run, nix_shell_make);
    if ('failed' in made)
        return made.failed;
    const { step } = run;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const kept = variablesOf(run).flatMap(name => ['--keep', name]);
    const flags = step.pure ? ['--pure', ...kept] : [];
    const argv = [
        (0,external_node_path_.join)(run.context.nix.bin, 'nix-shell'),
        made.shell.path,
        ...flags,
        '--run',
        reached(run, asScript(command)),
    ];
    const entry = { argv, env: await buildShell(run), reproduce: nix_shell_reproduce(run, command) };
    return whetherReached(run, await enter(run, entry));
}
function nix_shell_reproduce(run, command) {
    const { pure, keep, args } = run.step;
    const flags = pure ? ['--pure', ...keep.flatMap(name => ['--keep', name])] : [];
    return run.reproduce('nix-shell', ...file(run), ...args, ...flags, '--run', asScript(command));
}
function file({ step }) {
    return step.shell ? [step.shell] : [];
}
/**
 * Evaluates to a derivation as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what it needs. nix-shell itself
 * builds, so that it is exactly what entering needs; a shell that does nothing in place of bash keeps the shellHook for
 * the steps.
 */
async function nix_shell_make(run, number) {
    const { step, cwd } = run;
    const otherwise = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix';
    const root = run.private('roots', `shell-${number}`);
    await (0,promises_.mkdir)(run.private('roots'), { recursive: true });
    const env = { IN_NIX_SHELL: step.pure ? 'pure' : 'impure' };
    const words = [step.shell ?? otherwise, '--arg', 'inNixShell', 'true', ...step.args];
    const evaluated = await run.nix(['nix-instantiate', ...words, '--add-root', root, '--indirect'], env);
    const about = { entry: step.shell ?? otherwise, reproduce: nix_shell_reproduce(run, ':') };
    if (evaluated.code !== 0)
        return { failed: await outcomeOfNix(run, evaluated, about) };
    const links = evaluated.stdout.trim().split('\n');
    if (links.length > 1) {
        const message = `${step.shell ?? otherwise} evaluates to ${links.length} derivations; a shell is made of one. Choose it with args: -A NAME.`;
        return { failed: refused(message) };
    }
    const derivation = await (0,promises_.realpath)(root);
    const built = await run.nix(['nix-shell', derivation, '--run', ':'], {
        NIX_BUILD_SHELL: await idleShell(run),
        // nix-shell leaves its folder to the shell, and this one does not clear it.
        TMPDIR: run.private('roots'),
    });
    if (built.code !== 0)
        return { failed: await outcomeOfNix(run, built, about) };
    return { shell: { path: derivation } };
}
/** A shell that ends at once. */
async function idleShell(run) {
    const path = run.private('idle-shell');
    await (0,promises_.writeFile)(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return path;
}
/**
 * nix-shell takes bash from `<nixpkgs>`. Only where that is not to be found it gets the machine's, which spares an
 * error message and a needless try.
 */
async function buildShell({ step, context: { nix, env }, cwd, }) {
    const look = [
        (0,external_node_path_.join)(nix.bin, 'nix-instantiate'),
        ...searchPath(step.args),
        '--find-file',
        'nixpkgs',
    ];
    const { code } = await capture(look, { env: { ...env, ...step.env }, cwd });
    if (code === 0)
        return {};
    const bash = await modernBash(env);
    return bash ? { NIX_BUILD_SHELL: bash } : {};
}
/** The `-I` arguments of a step. */
function searchPath(args) {
    return args.flatMap((arg, index) => arg === '-I' ? ['-I', args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg] : []);
}

;// CONCATENATED MODULE: ./build/steps/kinds/run.js

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: the first line that fails ends it. */
async function runCommand(run) {
    const { argument } = run.step;
    const flags = ['-eo', 'pipefail', '-c', argument];
    return enter(run, {
        argv: ['bash', '--noprofile', '--norc', ...flags],
        reproduce: run.reproduce('bash', ...flags),
    });
}

;// CONCATENATED MODULE: ./build/steps/shells.js
/** The environments of a run: steps of the same kind, shell, arguments, pure, keep, variables and folder share one. */
class Shells {
    #made = new Map();
    /** @param make evaluates and builds; called for the first step of each environment */
    async of(run, make) {
        const { kind, shell, args, pure, keep, env } = run.step;
        const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd]);
        const there = this.#made.get(key);
        if (there) {
            const failed = 'failed' in there.made ? ', which failed' : '';
            run.line(`The environment is that of the step "${there.name}"${failed}.`);
            return there.made;
        }
        const made = await make(run, this.#made.size);
        // What ran out of one step's time may do within another's.
        if ('shell' in made || made.failed.status === 'failure')
            this.#made.set(key, { name: run.step.name, made });
        return made;
    }
}

;// CONCATENATED MODULE: ./build/steps/order.js














const WORK = {
    'flake-check': flakeCheck,
    build: build_build,
    'nix-build': nixBuild,
    'nix-shell': nixShell,
    develop: develop,
    run: runCommand,
    eval: evaluate,
};
/** Runs the steps strictly in the order of the list; every one of them gets a record. */
async function runSteps(steps, context, options, records, log) {
    const shells = new Shells();
    const leavings = { outputs: {}, summary: '' };
    for (const step of steps) {
        const reason = reasonNotToRun(step, context, options, records);
        const record = reason
            ? notRun(step, reason, records)
            : await runStep(step, context, options, records, log, async (run) => {
                const outcome = await WORK[step.kind](run, shells);
                if ('outputs' in outcome) {
                    Object.assign(leavings.outputs, outcome.outputs);
                    // Each its own paragraph, whatever the one before left open at its end.
                    if (outcome.summary !== '')
                        leavings.summary += `${outcome.summary}\n\n`;
                }
                return outcome;
            });
        records.steps.push(record);
    }
    return leavings;
}
function reasonNotToRun(step, { nix, rim }, options, records) {
    if (rim.cancel.aborted)
        return 'the job was cancelled';
    if (!step.if)
        return 'if: false';
    if (!isFor(step.only, nix.system))
        return `only for ${step.only.join(', ')}; this is ${nix.system}`;
    if (!options.keepGoing && records.result === 'failure')
        return 'an earlier step failed (keep-going: false)';
    return undefined;
}
/** Whether one of the systems or kernels is this one; no list means all. */
function isFor(only, system) {
    return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`));
}
function notRun({ name, kind }, reason, records) {
    return {
        name,
        kind,
        status: 'not-run',
        start: records.now(),
        seconds: 0,
        attempts: 0,
        exitCode: null,
        reason,
    };
}
async function runStep(step, context, options, records, log, work) {
    const start = records.now();
    log.startGroup(step.name);
    let outcome = refused('It did not begin.');
    let counts;
    try {
        outcome = await log.fenced(async (line) => {
            const run = new StepRun(step, context, step.timeout ?? options.timeout, line);
            const ended = await attempt(run, work);
            counts = run.counts;
            return ended;
        });
    }
    finally {
        log.endGroup();
    }
    const { exitCode, error, checks, failedDependencies } = outcome;
    const status = order_statusOf(outcome, step);
    const seconds = round(records.now() - start);
    return {
        name: step.name,
        kind: step.kind,
        status,
        start,
        seconds,
        attempts: 1,
        exitCode,
        ...(error ? { error } : {}),
        ...(checks ? { checks } : {}),
        ...(failedDependencies ? { failedDependencies } : {}),
        ...(counts ? { counts } : {}),
        ...(status === 'allowed-failure' ? { reason: outcome.status } : {}),
    };
}
async function attempt(run, work) {
    try {
        await checkGround(run);
        return await work(run);
    }
    catch (error) {
        if (error instanceof Failure)
            return refused(explain(error));
        const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return refused(`This is a defect of the action, please report it: ${message}`);
    }
}
/** What a step needs before any process of it runs. */
async function checkGround({ step, cwd }) {
    if (!(await isAccessible(cwd, external_node_fs_.constants.X_OK))) {
        throw new Failure(`${step.name}: there is no folder ${cwd}.`, "Look at the step's working-directory.");
    }
    if (step.requires.includes('kvm') &&
        !(await isAccessible('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK))) {
        throw new Failure(`${step.name} requires kvm, and /dev/kvm cannot be opened on this machine.`, "GitHub's x86_64 Linux runners have it; on others leave the step out with only or if.");
    }
}
function order_statusOf({ status }, step) {
    const isFailure = status === 'failure' || status === 'timeout';
    return isFailure && step.allowFailure ? 'allowed-failure' : status;
}

;// CONCATENATED MODULE: ./build/trust/git.js



/** No settings but ours; a repository's own can't start a program or reach another machine. */
const SEALED = {
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
};
const git_KEPT = ['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'];
/**
 * The id of HEAD and the git folder of the repository around a folder, whoever wrote it: nothing that its settings name
 * is run. Where git refuses because another user owns the folder, the user's own safe.directory is asked too.
 */
async function revParseHead(folder, options) {
    // A folder of the sources that looks like a bare repository is none: its HEAD says what its author wanted.
    const settings = [
        'core.fsmonitor=false',
        'core.hooksPath=/dev/null',
        'safe.bareRepository=explicit',
    ];
    const argv = [...withSettings(settings), '-C', folder, 'rev-parse', '--absolute-git-dir', 'HEAD'];
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
        GIT_CEILING_DIRECTORIES: [workspace, emptyFolder].map(external_node_path_.dirname).join(external_node_path_.delimiter),
        ...more,
    };
    try {
        const signal = cancel ? AbortSignal.any([cancel, expired]) : expired;
        return await capture(['git', ...args], { env, cwd: emptyFolder, cancel: signal });
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
    const kept = Object.entries(env).filter(([name]) => git_KEPT.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name));
    const path = (env.PATH ?? '')
        .split(external_node_path_.delimiter)
        .filter(it => (0,external_node_path_.isAbsolute)(it) && !isIn(it, workspace));
    return { ...Object.fromEntries(kept), PATH: path.join(external_node_path_.delimiter) };
}
function isIn(path, folder) {
    return `${real(path)}${external_node_path_.sep}`.startsWith((0,external_node_path_.join)(real(folder), external_node_path_.sep));
}
function real(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return (0,external_node_path_.join)(path);
    }
}

;// CONCATENATED MODULE: ./build/trust/head.js





const head_DEADLINE = 10;
/**
 * Finds out what is checked out. The folders count as hostile: nothing in them is run. Never throws but where the
 * scratch folder cannot be written.
 * @param folders the project's folder and those of the steps
 */
async function headFacts(folders, event, options) {
    const { env, workspace, scratch, cancel, deadline = head_DEADLINE } = options;
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
    const answer = await revParseHead(folder, options);
    if ('trouble' in answer)
        return { ...unknown, ...answer };
    if (answer.code !== 0)
        return { ...unknown, trouble: head_explain(answer.stderr, folder) };
    const [gitFolder = '', head] = answer.stdout.trimEnd().split('\n');
    // Sources cannot bring a folder of this name: git does not check one out.
    if (!gitFolder.split('/').includes('.git')) {
        return {
            ...unknown,
            trouble: `its repository is ${oneLine(gitFolder)}, which is no .git folder`,
        };
    }
    const commit = sha(head);
    return commit ? { ...unknown, commit } : { ...unknown, trouble: 'its HEAD is no commit' };
}
function head_explain(stderr, folder) {
    if (stderr.includes('not a git repository'))
        return 'it is in no git repository';
    if (stderr.includes('dubious ownership')) {
        return `git refuses a repository that another user owns; git config --global --add safe.directory ${oneLine(folder)} allows it`;
    }
    return `git says: ${oneLine(stderr)}`;
}
/** A pull request from elsewhere is decided without. */
function needsTips({ commit }, event) {
    const isSettled = event.name === 'pull_request' && event.pull?.origin !== 'same';
    return commit !== undefined && !ownCommits(event).includes(commit) && !isSettled;
}
async function branchTips({ env, token }, options) {
    const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '' } = env;
    const address = `${server.replace(/\/+$/, '')}/${repository}`;
    const isAddress = /^(https?|file):\/\//.test(address) && /^[\w.-]+\/[\w.-]+$/.test(repository);
    if (!isAddress || !URL.canParse(address)) {
        return { trouble: 'GITHUB_SERVER_URL and GITHUB_REPOSITORY do not name a repository' };
    }
    const answer = await listHeads(new URL(address), token, options);
    if ('trouble' in answer)
        return answer;
    if (answer.code !== 0)
        return { trouble: `git ls-remote says: ${oneLine(answer.stderr)}` };
    const heads = answer.stdout.split('\n').map(line => /^([0-9a-f]+)\trefs\/heads\//.exec(line)?.[1]);
    return new Set(heads.filter(head => head !== undefined));
}
function withTips(checkout, tips) {
    if ('trouble' in tips) {
        return { ...checkout, trouble: `the repository's branches are not known: ${tips.trouble}` };
    }
    return { ...checkout, isTip: tips.has(checkout.commit ?? '') };
}

;// CONCATENATED MODULE: ./build/trust/payload.js

/** The event of this run from the file GITHUB_EVENT_PATH; undefined where it is missing or no JSON. Never throws. */
async function readPayload({ GITHUB_EVENT_PATH }) {
    try {
        return JSON.parse(await (0,promises_.readFile)(GITHUB_EVENT_PATH ?? '', 'utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/trust/ask.js




/**
 * Decides on trust from what this machine shows: the event's payload and what is checked out.
 * @param folders every folder that steps work in
 * @param token for asking a private repository for its branches; may be empty
 */
async function askTrust(cache, folders, env, token, rim) {
    const event = readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env);
    const head = await headFacts(folders, event, {
        env: rim.env,
        workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
        scratch: rim.folder,
        token,
        cancel: rim.cancel,
    });
    const decision = decideTrust({
        event,
        head,
        upstream: cache.upstream,
        push: cache.push,
        hasCredential: cache.authToken.value !== undefined || cache.signingKey.value !== undefined,
        cachixName: cache.name,
    });
    // Who has no cache at Cachix need not hear that nothing is pushed to it.
    return { event, decision: cache.name === '' ? { ...decision, level: quiet(decision) } : decision };
}
/** A stranger's code where secrets are stays worth a warning. */
function quiet({ handOut, level }) {
    return handOut ? 'info' : level;
}

;// CONCATENATED MODULE: ./build/main.js
























/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN';
/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
async function main(stage) {
    const run = emptyRun();
    let completed = false;
    try {
        await story(run, stage);
        completed = true;
    }
    catch (error) {
        run.trouble = tell(error, stage);
    }
    const success = completed && run.records.result === 'success';
    await publish(run, success, stage.page, stage.files);
    return success;
}
async function story(run, stage) {
    const job = await readJob(stage.env, stage.page);
    const rim = await openRim(run, stage);
    const trust = await main_decideTrust(run, job, rim, stage);
    const tokens = await showTokens(job, trust, rim, stage);
    const [provided, reading, baseline] = await Promise.all([
        install(run, job, tokens, rim, stage),
        readCaches(run, job.inputs, trust.decision.handOut, rim),
        job.inputs.baseline === 'off' ? undefined : findBaseline(stage.env, rim),
    ]);
    const env = await exportNix(job, provided, rim, stage);
    const netrc = new Netrc(provided.nix, provided.executor, rim);
    const caching = await fillCaches(run, job, { trust, provided, reading, netrc, env }, rim, stage);
    const boundary = new Boundary([
        () => settlePush(run, job.inputs, caching, isDeferred(job), stage.page),
        async () => dropSecrets(job.inputs, stage.env),
        () => netrc.remove(),
        () => tokens.hide(),
    ]);
    const context = {
        nix: provided.nix,
        rim,
        env,
        tokens,
        workspace: job.workspace,
        repository: repositoryAt(job.workspace),
        observed: run.observed,
        project: job.project,
        boundary,
        pusher: caching.pusher,
    };
    // Building there counts as running the project's code.
    if (!caching.isolation.isolated)
        await boundary.cross();
    if (!job.inputs.acceptFlakeConfig)
        await noticeOfFlakeCaches(context);
    const { steps: asked } = job.inputs;
    const steps = asked === 'auto' ? await detectSteps(job.files, context) : asked;
    markCommands(steps, caching, provided, stage);
    run.leavings = await runSteps(steps, context, job.inputs, run.records, stage.page);
    await boundary.cross();
    if (baseline)
        await useBaseline(run, baseline, trust.event, rim);
    await leaveToPost(run, provided);
    await tokens.show();
    // Steps that were not run because of it are no success.
    stage.cancel.throwIfAborted();
}
/** The folders of this run, and what the middle needs of the world. */
async function openRim(run, { env, page, files, cancel }) {
    run.folders = await makeFolders(env.RUNNER_TEMP);
    files.state.folder = run.folders.shared;
    files.flush();
    return {
        env: (0,environment/* childEnvironment */.Q)(env),
        withheld: (0,environment/* withheldNames */.s)(env),
        folder: run.folders.private,
        cancel,
        say: page,
    };
}
/** Says in one line whether this run may push. */
async function main_decideTrust(run, job, rim, { env }) {
    const { cache, githubToken } = job.inputs;
    run.trust = await askTrust(cache, foldersOf(job), env, githubToken, rim);
    tellOf(run.trust.decision, 'Trust', rim);
    return run.trust;
}
/** Where no credential may be handed out there is no file with any. */
async function showTokens(job, trust, rim, { env }) {
    const own = trust.decision.handOut ? tokensOf(job.inputs, env) : [];
    const tokens = await TokenFile.create(rim.folder, own, rim.env);
    await tokens.show();
    return tokens;
}
async function install(run, { inputs }, tokens, rim, { page }) {
    page.startGroup('install');
    try {
        const provided = await run.records.phase('install', () => provideNix(inputs, tokens, rim));
        run.nix = provided.nix;
        if (run.folders)
            await saveStarted(run.folders, provided);
        return provided;
    }
    finally {
        page.endGroup();
    }
}
/**
 * Later steps of the job find Nix, its settings and NIX_PATH.
 * @returns the environment of our own calls of Nix
 */
async function exportNix({ inputs, workspace, project }, { environment, path }, rim, { files }) {
    const nixPath = await decideNixPath(inputs.nixPath, workspace, project, rim.env);
    if (nixPath.info)
        rim.say.info(nixPath.info);
    if (nixPath.notice)
        rim.say.notice(nixPath.notice, 'nixpkgs is not pinned');
    const additions = { ...environment, ...(nixPath.value ? { NIX_PATH: nixPath.value } : {}) };
    Object.assign(files.env, additions);
    files.path.push(...path);
    return { ...rim.env, ...additions, PATH: [...path, rim.env.PATH].join(external_node_path_.delimiter) };
}
/** Writes the caches into Nix's settings and makes ready to push where that is safe. */
async function fillCaches(run, job, { trust, provided, reading, netrc, env }, rim, stage) {
    const { cache, nixConf } = job.inputs;
    const { decision, event } = trust;
    await writeCaches(reading, netrc, nixConf, rim);
    run.caches = await acceptedCaches(reading, provided.nix, env, rim);
    const options = {
        inputs: cache,
        trust: decision,
        repositoryPrivate: event.repository?.private ?? true,
        deferred: isDeferred(job),
        commandsRan: stage.env[COMMANDS_RAN] === 'true',
        nix: provided.nix,
        env,
        rim,
    };
    const caching = await beginCaching(options, reading);
    if (decision.trusted && !caching.push.push) {
        // Why the cache is off was told already.
        const isOff = run.caches.some(it => it.name === cache.name && it.use === 'off');
        tellOf(isOff ? { ...caching.push, level: 'info' } : caching.push, 'Push', rim);
    }
    return caching;
}
/** With `steps: none` post pushes what later steps built. */
function isDeferred({ inputs }) {
    return inputs.steps.length === 0;
}
/** A second use in this job cannot know what commands write to a store of the user's own. */
function markCommands(steps, { isolation }, { nix }, { files }) {
    const commandsRun = steps.length === 0 || !isolation.isolated || steps.some(runsProjectCode);
    if (nix.mode !== 'single-user' || !commandsRun)
        return;
    files.env[COMMANDS_RAN] = 'true';
    files.flush();
}
async function leaveToPost({ push, folders }, provided) {
    if (push?.push !== 'deferred' || !folders)
        return;
    await saveStarted(folders, { ...provided, mainEnded: Math.floor(Date.now() / 1000) });
}
/** @returns the same for the summary */
function tell(error, { page, cancel }) {
    const isForeseen = error instanceof Failure || error instanceof InputError;
    const stack = error instanceof Error && !isForeseen ? `\n${error.stack}` : '';
    const annotations = cancel.aborted
        ? [{ title: 'Nix CI: cancelled', message: 'The runner cancelled the step.' }]
        : error instanceof InputError
            ? error.problems.map(it => ({ title: 'Nix CI: input', message: describe(it) }))
            : [{ title: 'Nix CI', message: `${explain(error)}${stack}` }];
    for (const annotation of annotations)
        page.annotate('error', annotation);
    return annotations.map(({ message }) => message).join('\n');
}

;// CONCATENATED MODULE: ./build/cache/late-push.js










/**
 * With `steps: none` post pushes what later steps of the job built, through the daemon: valid outputs that were built on
 * this machine and registered after main ended. Everything is decided anew, because those steps may have changed what
 * main left; only programs and a store that belong to root are asked.
 * @param mainEnded seconds since 1970
 */
async function pushLate(inputs, mainEnded, env, rim) {
    const { cache } = inputs;
    const project = env.GITHUB_WORKSPACE ?? process.cwd();
    // Later steps may have put programs of their own first on PATH.
    const plain = { ...rim, env: { ...rim.env, PATH: ROOTS_PATH } };
    const { decision, event } = await askTrust(cache, [project], env, inputs.githubToken, plain);
    const bin = decision.trusted ? await rootsNix() : undefined;
    if (!bin)
        return tellOf(decision.trusted ? NO_NIX : decision, 'Push', rim);
    // Not the job's own settings: a step may have written them.
    const ownEnv = {
        PATH: ROOTS_PATH,
        HOME: rim.folder,
        NIX_REMOTE: 'daemon',
        NIX_CONFIG: late_push_FLAKES,
        NIX_USER_CONF_FILES: '',
    };
    const found = await findNix({ ...ownEnv, PATH: bin });
    if (!found)
        return tellOf(NO_NIX, 'Push', rim);
    const system = systemOf(process.platform, process.arch);
    const nix = { ...found, system, install: 'found', mode: 'daemon' };
    const reading = await askCaches(cache, cache.authToken.value ?? '', rim);
    const repositoryPrivate = event.repository?.private ?? true;
    const options = {
        inputs: cache,
        trust: decision,
        repositoryPrivate,
        deferred: true,
        nix,
        env: ownEnv,
        rim,
    };
    const { push } = await beginCaching(options, reading);
    if (!push.push)
        return tellOf(push, 'Push', rim);
    const keys = [...trustedKeys(await readSettings(nix, ownEnv)), ...reading.keys];
    const pusher = makePusher(cache, keys, options, rim, mainEnded);
    const everything = await new Store(bin, ownEnv).everything();
    const built = everything.filter(({ ultimate, deriver, registered }) => ultimate && deriver !== undefined && registered >= mainEnded);
    pusher.offer(built.map(({ path }) => path));
    const { push: result, reason } = await finishPush(pusher, cache.name, cache.pushTimeout, rim);
    if (result !== 'failed')
        rim.say.notice(reason, 'Push');
}
const ROOTS_PATH = '/usr/bin:/bin';
const late_push_FLAKES = 'extra-experimental-features = nix-command';
const NO_NIX = {
    reason: 'Nothing is pushed after the job: there is no Nix of root with a daemon.',
    level: 'notice',
    hint: 'Give the builds to this action as steps, or use nix-mode: daemon.',
};
/** The folder of programs of the default profile, where nobody but root can have changed them. */
async function rootsNix() {
    const bin = await (0,promises_.realpath)(`${DEFAULT_PROFILE}/bin`).catch(() => undefined);
    const owners = await Promise.all([bin ?? '/nix', '/nix/store'].map(path => (0,promises_.stat)(path).catch(() => undefined)));
    return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined;
}

;// CONCATENATED MODULE: ./build/post.js














/** Pushes what is left to push, stops what main started, removes what must not stay. Never fails the job. */
async function post(env, page, cancel) {
    const folders = checkedFolders(env.STATE_folder ?? '', env.RUNNER_TEMP);
    if (!folders)
        return;
    const { daemon, service, mainEnded } = await readStarted(folders);
    const rim = {
        env: (0,environment/* childEnvironment */.Q)(env),
        withheld: (0,environment/* withheldNames */.s)(env),
        folder: folders.private,
        cancel,
        say: page,
    };
    const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
    const executor = new Executor(asRoot, rim.env, new AbortController().signal, page);
    const works = [
        async () => mainEnded !== undefined && push(mainEnded, env, rim),
        async () => keepBaseline(env, readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env), rim),
        async () => daemon && stopDaemon(daemon, executor),
        async () => service && executor.all(STOP_SERVICE),
        async () => (0,external_node_fs_.existsSync)(DAEMON_NETRC) && removeDaemonNetrc(executor),
        () => removePrivate(folders),
    ];
    for (const work of works) {
        await work().catch(error => page.warning(`${explain(error)} The job is not affected.`, 'Nix CI: post'));
    }
}
/** The runner evaluates the inputs anew for post, with the credentials that main dropped. */
async function push(mainEnded, env, rim) {
    const inputs = readInputs(name => env[`INPUT_${name.toUpperCase()}`] ?? '');
    maskSecrets(inputs, env);
    await pushLate(inputs, mainEnded, env, rim);
}

;// CONCATENATED MODULE: ./build/process/fence.js

/**
 * Lets `body` write lines that a build or a test printed, so that none of them can speak to the runner
 * (`::…::`, `##[…]`): between stop-commands and its token the runner obeys only the token's line, and nobody but us
 * knows it. (actions/runner, ActionCommandManager: commands are off until `::token::`.)
 */
async function fenced(write, body) {
    const token = (0,external_node_crypto_.randomUUID)();
    write(`::stop-commands::${token}\n`);
    try {
        return await body(text => write(`${text}\n`));
    }
    finally {
        write(`::${token}::\n`);
    }
}

;// CONCATENATED MODULE: ./build/report/job-page.js



/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4;
/** Speaks to the runner: log lines, groups, annotations within their budget. */
class JobPage {
    #used = { notice: 0, warning: 0, error: 0 };
    #afterFence = [];
    #fenced = false;
    #speak = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
    /** What it says may come from the repository: it must not read as a command. */
    info(line) {
        core/* info */.pq(line
            .replace(/[\r\n]+/g, ' ')
            .replace(/^(\s*):(?=:)/, '$1: ')
            .replaceAll('##[', '# #['));
    }
    debug(line) {
        if (!this.#fenced)
            core/* debug */.Yz(line);
    }
    notice(message, title = 'Nix CI') {
        this.#message('notice', { title, message }, MESSAGES);
    }
    warning(message, title = 'Nix CI') {
        this.#message('warning', { title, message }, BUDGET);
    }
    /** How many more annotations of a kind the runner keeps. */
    left(kind) {
        return BUDGET - this.#used[kind];
    }
    annotate(kind, annotation) {
        const { title, message, file, line, column } = annotation;
        this.#used[kind]++;
        this.#tell(() => this.#speak[kind](message, {
            title,
            ...(file === undefined ? {} : { file }),
            ...(line === undefined ? {} : { startLine: line }),
            ...(column === undefined ? {} : { startColumn: column }),
        }));
    }
    /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
    async fenced(body) {
        this.#fenced = true;
        try {
            return await fenced(text => process.stdout.write(text), body);
        }
        finally {
            this.#fenced = false;
            for (const tell of this.#afterFence.splice(0))
                tell();
        }
    }
    startGroup(title) {
        core/* startGroup */.Oh(title);
    }
    endGroup() {
        core/* endGroup */.N4();
    }
    #tell(command) {
        if (this.#fenced)
            this.#afterFence.push(command);
        else
            command();
    }
    /** What does not fit into the budget is still told in the log. */
    #message(kind, annotation, budget) {
        if (this.#used[kind] < budget)
            this.annotate(kind, annotation);
        else
            this.info(`${kind}: ${annotation.title}: ${annotation.message}`);
    }
}

;// CONCATENATED MODULE: ./build/start.js





/**
 * Decides which phase this process is, runs it and ends the process.
 * @param env the whole environment that the runner gave
 */
async function start(env) {
    // Node's and undici's warnings are for developers ("… is experimental"), not for the log of a job.
    process.removeAllListeners('warning');
    const page = new JobPage();
    const cancel = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.on(signal, () => cancel.abort(new Error(`got ${signal}`)));
    }
    for (const event of ['uncaughtException', 'unhandledRejection']) {
        process.on(event, (error) => {
            const stack = error instanceof Error ? `\n${error.stack}` : '';
            page.annotate('error', { title: 'Nix CI', message: `${explain(error)}${stack}` });
            process.exit(1);
        });
    }
    const success = await phase(env, page, cancel.signal);
    // Open connections would keep the process alive.
    process.exit(success ? 0 : 1);
}
/** The runner starts the same file for main and for post; only post has the state that main saved. */
async function phase(env, page, cancel) {
    if (env.STATE_phase === 'post') {
        await post(env, page, cancel);
        return true;
    }
    const files = new RunnerFiles(env);
    files.state.phase = 'post';
    files.flush();
    return main({ env, page, files, cancel });
}


/***/ })

};
