export const id = 27;
export const ids = [27];
export const modules = {

/***/ 7027:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  start: () => (/* binding */ start)
});

// NAMESPACE OBJECT: ./build/nix/install/darwin.js
var darwin_namespaceObject = {};
__webpack_require__.r(darwin_namespaceObject);
__webpack_require__.d(darwin_namespaceObject, {
  DECODE: () => (DECODE),
  planDaemon: () => (planDaemon),
  planGround: () => (planGround)
});

// NAMESPACE OBJECT: ./build/nix/install/linux.js
var linux_namespaceObject = {};
__webpack_require__.r(linux_namespaceObject);
__webpack_require__.d(linux_namespaceObject, {
  DECODE: () => (linux_DECODE),
  STOP_SERVICE: () => (STOP_SERVICE),
  planDaemon: () => (linux_planDaemon),
  planGround: () => (linux_planGround)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/process/group.js
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

;// CONCATENATED MODULE: ./build/process/limits.js
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

;// CONCATENATED MODULE: ./build/process/spawn.js






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
 * @param input standard input: a text, or a stream that is cut when the command has ended
 * @throws Error (ENOENT, …) where the program cannot be started
 */
async function capture(argv, options) {
    const [program, ...args] = argv;
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: options.cwd,
        env: options.env,
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(options.cancel ? { signal: options.cancel } : {}),
    });
    const chunks = { out: [], err: [] };
    child.stdout.on('data', (chunk) => chunks.out.push(chunk));
    child.stderr.on('data', (chunk) => chunks.err.push(chunk));
    // A program that ends without reading its input is no error of ours.
    child.stdin.on('error', () => { });
    const { input = '' } = options;
    if (typeof input === 'string')
        child.stdin.end(input);
    else
        (0,external_node_stream_.pipeline)(input, child.stdin, () => { });
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
    stream.on('data', (chunk) => {
        at = performance.now();
        sink.write(chunk);
    });
    const closed = new Promise(resolve => stream.once('close', () => resolve()));
    const stop = () => {
        stream.destroy();
        sink.end?.();
    };
    return {
        closed,
        get at() {
            return at;
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

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
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
            text: await (0,external_node_fs_promises_.readFile)(path, 'utf8').catch(() => ''),
        });
        return new TokenFile({ path: (0,external_node_path_.join)(folder, TOKEN_FILE), text }, await Promise.all(paths.map(read)));
    }
    /** Puts the files there, readable for their owner only. */
    async show() {
        await Promise.all(this.#files.map(putThere));
    }
    async hide() {
        await Promise.all(this.#files.map(({ path }) => (0,external_node_fs_promises_.rm)(path, { recursive: true, force: true })));
    }
}
/**
 * Under another name first, so that two calls of Nix at once find it whole. A command may have cleared RUNNER_TEMP, or
 * left a folder of that name.
 */
async function putThere({ path, text }) {
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
    const fresh = `${path}.${(0,external_node_crypto_.randomUUID)()}`;
    await (0,external_node_fs_promises_.writeFile)(fresh, text, { mode: 0o600, flag: 'wx' });
    await (0,external_node_fs_promises_.rename)(fresh, path).catch(async () => {
        await (0,external_node_fs_promises_.rm)(path, { recursive: true, force: true });
        await (0,external_node_fs_promises_.rename)(fresh, path);
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
    /** What the database says of valid paths. */
    async infos(paths) {
        return paths.length === 0 ? [] : this.#infos([], paths);
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
    const refusal = onlyPlanned(input) ??
        notIsolated(input) ??
        notPermitted(input) ??
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
        await (0,promises_.setTimeout)(until - performance.now(), undefined, { signal });
    }
    async #ask(call, cancel) {
        const quiet = this.#quietUntil - performance.now();
        if (quiet > 0)
            await (0,promises_.setTimeout)(quiet, undefined, { signal: cancel });
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
        const late = (0,promises_.setTimeout)(Math.min(seconds, LONGEST) * 1000, undefined, { signal }).catch(() => { });
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
const pusher_LOOK = 2000;
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
        this.#timer = setInterval(() => this.#running.size > 0 && this.#look(), pusher_LOOK);
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
                    await (0,promises_.setTimeout)(wait * 1000, undefined, { signal });
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
 * @param more settings of caches that are not asked
 * @param users the input `nix-conf`
 */
async function writeCaches(reading, netrc, more, users, rim) {
    const settings = [...reading.settings, ...more];
    // Without it a path that a cache promises and does not deliver fails the job.
    if (settings.length > 0 && !users.some(({ name }) => name === 'fallback'))
        settings.push({ name: 'fallback', value: 'true' });
    if (reading.netrc)
        settings.push(...(await netrc.write(reading.netrc)));
    if (settings.length > 0)
        await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(rim.folder, CACHES_CONF), formatConf(settings));
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
        plan: options.plan ?? false,
    });
    const makesPush = push.push && !options.deferred;
    const isStoreSafe = makesPush && (await isForeignDaemon(nix, env));
    const pusher = makesPush
        ? makePusher(inputs, trustedKeys(settings), options, rim, undefined, isStoreSafe)
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

;// CONCATENATED MODULE: ./build/cache/known.js
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
    /**
     * @param stream its standard input, where that is no text
     * @returns what it printed
     */
    async one(command, stream) {
        const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv;
        const { why, input } = command;
        // One line for what is done; each command with the runner's debug log.
        if (why !== this.#told)
            this.#say.info(why);
        this.#told = why;
        this.#say.debug(argv.join(' '));
        const given = stream ?? input;
        let result;
        try {
            result = await capture(argv, {
                env: this.#env,
                cancel: this.#cancel,
                cwd: '/',
                ...(given === undefined ? {} : { input: given }),
            });
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
                await (0,external_node_fs_promises_.writeFile)(this.#path, text, { mode: 0o600 });
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
        const { settings } = parseConf(await (0,external_node_fs_promises_.readFile)('/etc/nix/nix.conf', 'utf8').catch(() => ''));
        if (!settings.some(it => it.name === 'netrc-file' && it.value === DAEMON_NETRC))
            return false;
        const { env, cancel, say } = this.#rim;
        const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
        this.#executor = new Executor(asRoot, env, cancel, say);
        return true;
    }
    async remove() {
        if (this.#written === 'own')
            await (0,external_node_fs_promises_.rm)(this.#path, { force: true });
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
 * @param known nobody is asked of these again
 */
async function askCaches(cache, token, rim, known = []) {
    const there = (name) => takeOver(knownByName(known, cache.host, name));
    const own = cache.name === '' ? undefined : (there(cache.name) ?? askOwn(cache, token, rim));
    const extra = cache.extra.map(one => {
        if ('url' in one)
            return there(one.url) ? keyed(one) : probe(one, rim);
        return there(one.name)?.cache ?? askExtra(cache.host, one.name, rim);
    });
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
        known: read
            .filter(({ record }) => first?.netrc === undefined || record !== first.cache.record)
            .map(({ record, keys }) => ({ host: cache.host, name: record.name, url: record.url, keys })),
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
    return keyed({ url, key });
}
function keyed({ url, key }) {
    return { record: { name: url, url, use: 'read' }, keys: [key] };
}
/** Without an answer of Cachix: nothing is pushed then. */
function takeOver(known) {
    if (!known)
        return undefined;
    const { name, url, keys } = known;
    return {
        cache: { record: { name, url, use: 'read' }, keys },
        answer: undefined,
        netrc: undefined,
    };
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



/** Seconds of the job's time that are kept for the report. */
const FOR_REPORT = 20;
/**
 * A token goes to Cachix only in runs that may hand out credentials.
 * @param known what an earlier use in this job found
 */
async function readCaches(run, { cache }, handOut, known, rim) {
    const token = handOut ? (cache.authToken.value ?? '') : '';
    const ask = () => askCaches(cache, token, rim, known);
    const reading = areAllKnown(cache, known) ? await ask() : await run.records.phase('cachix', ask);
    run.caches = reading.caches;
    return reading;
}
/** Ends the push: what is not pushed by then stays away. */
async function settlePush(run, { cache, plan, jobTimeout }, caching, deferred, page) {
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
        // Within the time that steps leave of the job, the report comes after it.
        const left = Math.max(FOR_REPORT, jobTimeout - FOR_REPORT - run.records.now());
        const seconds = Math.min(cache.pushTimeout, left);
        const finish = () => finishPush(pusher, cache.name, seconds, { say: page });
        run.push = await run.records.phase('push', finish, it => it.push === 'failed' ? 'failure' : 'success');
        run.caches = run.caches.map(it => it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it);
    }
    const isMissing = run.push.push === 'failed' || run.push.push === 'skipped';
    if (cache.requirePush && !plan && run.trust?.decision.trusted && isMissing) {
        run.records.broken = true;
        run.trouble = `require-push: ${run.push.reason}`;
        page.annotate('error', { title: 'Nix CI: push', message: run.trouble });
    }
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/process/environment.js
var environment = __webpack_require__(4511);
;// CONCATENATED MODULE: ./build/cache/actions-cache/answers.js

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
function said(lines, pattern) {
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
/** Why nothing can be saved in this run, in a sentence; undefined where the service may be asked. */
function whyNotSaved(env) {
    const service = serviceFor('save', env);
    return 'off' in service ? service.off : undefined;
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
        await (0,external_node_fs_promises_.rm)(file, { force: true });
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
        const { size } = await (0,external_node_fs_promises_.stat)(file);
        const told = `Restored ${judgement.key} from GitHub's cache (${size} bytes).`;
        return { kind: 'hit', key: judgement.key, exact: judgement.key === key, bytes: size, told };
    }
}
async function save({ file, key, limit }, options) {
    const service = serviceFor('save', options.env);
    if ('off' in service)
        return { kind: service.readOnly ? 'read-only' : 'off', told: service.off };
    const { size } = await (0,external_node_fs_promises_.stat)(file);
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
    const folder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(base, 'actions-cache-'));
    try {
        for (const name of ['bin', 'kept', 'runner', 'work'])
            await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.join)(folder, name));
        const name = (0,external_node_path_.basename)(asked.file);
        if (asked.action === 'save')
            await lend(asked.file, (0,external_node_path_.join)(folder, 'work', name));
        const request = { ...asked, name, folder, variables: service.variables };
        const env = (0,environment/* childEnvironment */.Q)(options.env);
        return await callChild(request, options.entry ?? process.argv[1] ?? '', env, bounds());
    }
    finally {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
    }
    function bounds() {
        const { stall = CACHE_STALL, total = TOTAL, cancel } = options;
        // What does not compress gets a little longer by being packed.
        return { stall, total, cancel, archive: asked.limit * 1.02 + (1 << 20) };
    }
}
/** The file under its name in the folder, without copying where that is possible. */
async function lend(file, to) {
    await (0,external_node_fs_promises_.link)(file, to).catch(() => (0,external_node_fs_promises_.copyFile)(file, to, external_node_fs_.constants.COPYFILE_FICLONE));
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

;// CONCATENATED MODULE: ./build/cache/store-cache/decide.js
/**
 * Decides whether this run reads and fills the store cache. What a run may push to Cachix every machine that trusts that
 * cache will use: nothing that came from GitHub's cache may get there.
 */
function decideStoreCache(question) {
    const { mode, pushesTo, handOut, plan, readOnly } = question;
    if (mode === 'false')
        return both('store-cache: false');
    const pushing = `this run may push to ${pushesTo}`;
    if (mode === 'auto' && pushesTo !== undefined)
        return both(pushing);
    const save = !handOut
        ? 'this run has a commit of a stranger beside the secrets of the repository'
        : plan
            ? 'a plan builds nothing'
            : (readOnly ?? true);
    return { restore: pushesTo === undefined ? true : pushing, save };
}
function both(why) {
    return { restore: why, save: why };
}

;// CONCATENATED MODULE: ./build/cache/store-cache/derivations.js


const STORE = '/nix/store';
/** Reads the text of a `.drv` (ATerm, or structured attributes in it). */
function parseDerivation(text) {
    const list = /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
    const outputs = [...list.matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)];
    return {
        outputs: outputs.map(match => match[1] ?? ''),
        isLocalOnly: text.includes('("allowSubstitutes","")') ||
            /\("__json",".*\\"allowSubstitutes\\":\s*false/s.test(text),
    };
}
/** The base names of the store's derivations. */
async function derivationNames(store = STORE) {
    const names = await (0,external_node_fs_promises_.readdir)(store).catch(() => []);
    return names.filter(name => name.endsWith('.drv'));
}
/** Reads derivations by their base names; one that is gone is passed over. */
async function readDerivations(names, store = STORE) {
    const found = new Map();
    const waiting = names.values();
    const worker = async () => {
        for (const name of waiting) {
            const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(store, name), 'latin1').catch(() => undefined);
            if (text !== undefined)
                found.set(`${STORE}/${name}`, parseDerivation(text));
        }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    return found;
}

;// CONCATENATED MODULE: ./build/cache/store-cache/inputs.js




/** Bytes of a lock file that are read. */
const LARGEST = 4 << 20;
/**
 * The store paths of a flake's locked inputs, which Nix looks for in caches before it fetches them. Those without a
 * hash (old locks, relative paths) have none.
 * @param text of a `flake.lock`
 */
function inputPaths(text) {
    const nodes = Object.values(inputs_record(inputs_record(parse(text)).nodes));
    const hashes = nodes.flatMap(node => inputs_record(inputs_record(node).locked).narHash ?? []);
    return [...new Set(hashes)].flatMap(hash => sourcePath(String(hash)) ?? []);
}
/** The inputs of the flakes in these folders. */
async function inputPathsOf(folders) {
    const found = [];
    for (const folder of folders) {
        const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folder, 'flake.lock'), 'utf8').catch(() => '');
        if (text.length <= LARGEST)
            found.push(...inputPaths(text));
    }
    return [...new Set(found)];
}
/**
 * The store path of a source tree by the SHA-256 of its NAR: `source` of a fixed output, recursive. (Nix's
 * `makeFixedOutputPath`.)
 */
function sourcePath(narHash) {
    const hash = parseSha256(narHash);
    if (!hash)
        return undefined;
    const text = `source:sha256:${hash.toString('hex')}:/nix/store:source`;
    const whole = (0,external_node_crypto_.createHash)('sha256').update(text).digest();
    const short = Buffer.alloc(20);
    for (const [place, byte] of whole.entries())
        short[place % 20] = (short[place % 20] ?? 0) ^ byte;
    return `/nix/store/${toNixBase32(short)}-source`;
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function inputs_record(value) {
    return typeof value === 'object' && value !== null ? value : {};
}

;// CONCATENATED MODULE: ./build/cache/store-cache/keys.js

/** Inputs that decide what a job builds, and so tell jobs of a matrix apart. */
const TELLING = ['STEPS', 'WORKING-DIRECTORY', 'NIX-VERSION', 'NIX-PATH', 'NIX-CONF'];
const ALL = 'nix-ci-store-1-';
/** @param system such as `x86_64-linux` */
function storeCacheKeys(env, system) {
    const workflow = /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? '';
    const inputs = TELLING.map(name => env[`INPUT_${name}`] ?? '');
    const job = digest([workflow, env.GITHUB_JOB ?? '', ...inputs], 16);
    const all = `${ALL}${system}-`;
    return { job: `${all}${job}-`, system: all };
}
/**
 * The key of an entry, by what is in it and by the entry that it came from. GitHub keeps the first entry of a key for
 * ever and gives the newest of a prefix: with the content alone, going back to an earlier content could not be saved,
 * and every later run would get the other one.
 * @param paths whole store paths
 * @param parent the key of the entry that was restored; empty without any
 */
function entryKey(job, paths, parent) {
    return `${job}${digest([...paths].sort(), 24)}-${digest([parent], 8)}`;
}
function digest(parts, length) {
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length);
}

;// CONCATENATED MODULE: ./build/cache/store-cache/narinfo.js

const HASH = '[0-9a-df-np-sv-z]';
const BASE = new RegExp(`^${HASH}{32}-[\\w+.?=-]{1,211}$`);
const PATH = new RegExp(`^/nix/store/${HASH}{32}-[\\w+.?=-]{1,211}$`);
const narinfo_URL = new RegExp(`^nar/(${HASH}{52})\\.nar\\.zst$`);
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/;
/** The names of the two kinds of files in a cache that are ours. */
const NARINFO_NAME = new RegExp(`^(${HASH}{32})\\.narinfo$`);
const NAR_NAME = narinfo_URL;
/** A path has fewer references. */
const MOST_REFERENCES = 10_000;
/**
 * Reads the text of a `.narinfo` strictly: a field twice, a field that is not of Nix's format, or a missing one makes
 * it none.
 * @returns what it says, or in a few words what is wrong
 */
function parseNarInfo(text) {
    const fields = new Map();
    for (const line of text.split('\n')) {
        if (line === '')
            continue;
        const [, name, value = ''] = /^([A-Za-z]+): ?(.*)$/.exec(line) ?? [];
        if (name === undefined)
            return 'a line is no field';
        if (name !== 'Sig' && fields.has(name))
            return `${name} stands there twice`;
        fields.set(name, value);
    }
    const get = (name) => fields.get(name) ?? '';
    const fileHash = narinfo_URL.exec(get('URL'))?.[1];
    const references = get('References').split(' ').filter(Boolean);
    const deriver = fields.get('Deriver');
    const ca = fields.get('CA');
    if (!PATH.test(get('StorePath')))
        return 'StorePath is no store path';
    if (!fileHash)
        return 'URL is none of ours';
    if (get('Compression') !== 'zstd')
        return 'Compression is not zstd';
    if (get('FileHash') !== `sha256:${fileHash}`)
        return 'FileHash is not that of URL';
    if (!isCount(get('FileSize')))
        return 'FileSize is no size';
    if (!isHash(get('NarHash')))
        return 'NarHash is no SHA-256';
    if (!isCount(get('NarSize')))
        return 'NarSize is no size';
    if (!references.every(it => BASE.test(it)) || references.length > MOST_REFERENCES)
        return 'References are no store paths';
    if (deriver !== undefined && !BASE.test(deriver))
        return 'Deriver is no derivation';
    if (ca !== undefined && !CA.test(ca))
        return 'CA is no content address';
    return {
        path: get('StorePath'),
        url: get('URL'),
        fileSize: Number(get('FileSize')),
        narHash: get('NarHash'),
        narSize: Number(get('NarSize')),
        references,
        ...(deriver === undefined ? {} : { deriver }),
        ...(ca === undefined ? {} : { ca }),
    };
}
/** The text that Nix reads, with nothing in it but what was understood. */
function formatNarInfo(info) {
    const fields = {
        StorePath: info.path,
        URL: info.url,
        Compression: 'zstd',
        FileHash: `sha256:${fileHashOf(info.url)}`,
        FileSize: info.fileSize,
        NarHash: info.narHash,
        NarSize: info.narSize,
        References: info.references.join(' '),
        ...(info.deriver === undefined ? {} : { Deriver: info.deriver }),
        ...(info.ca === undefined ? {} : { CA: info.ca }),
    };
    return Object.entries(fields)
        .map(([name, value]) => `${name}: ${value}\n`)
        .join('');
}
/** A narinfo that stands for a path which is not in the cache, while something that refers to it is copied. */
function stubNarInfo(path) {
    return `StorePath: ${path}\nURL: nar/stub\nCompression: none\nNarHash: sha256:${'0'.repeat(52)}\nNarSize: 1\nReferences: \n`;
}
/** The base 32 of the SHA-256 in a NAR's name. */
function fileHashOf(url) {
    return narinfo_URL.exec(url)?.[1] ?? '';
}
/**
 * What a cache says of itself. Upstream caches have 40 and 41: a path of theirs is taken from them, whatever lies here.
 * Without the line Nix takes 0, the first place.
 */
const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n';
/** The settings by which Nix reads a folder as a cache; `trusted`: its paths need no signature. */
function substituterSettings(folder) {
    return [{ name: 'extra-substituters', value: `file://${folder}?trusted=1&priority=50` }];
}
function isCount(text) {
    return /^[1-9]\d{0,14}$/.test(text);
}
function isHash(text) {
    const [, digits] = /^sha256:([0-9a-z]{52})$/.exec(text) ?? [];
    return digits !== undefined && fromNixBase32(digits) !== undefined;
}

;// CONCATENATED MODULE: ./build/cache/store-cache/place.js



/** Where root keeps the cache of a run: below a folder that is root's too, or its place could be taken. */
function rootsPlace(shared) {
    return `/nix/var/${(0,external_node_path_.basename)(shared)}`;
}
const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"';
/**
 * Puts the unpacked cache where steps cannot write: beside a daemon it becomes root's. Where the store is the user's own,
 * or root is not to be had, it stays in the private folder of the run.
 * @returns where it is
 */
async function placeStoreCache(folder, nix, executor, rim) {
    if (nix.mode !== 'daemon')
        return folder;
    const place = rootsPlace((0,external_node_path_.dirname)(rim.folder));
    const why = 'put the store cache where steps cannot write';
    try {
        await executor.one(root(why, '/bin/sh', '-c', MOVE, 'sh', folder, place));
        return place;
    }
    catch (error) {
        rim.say.debug(`The store cache stays in ${folder}: ${explain(error)}`);
        return folder;
    }
}
/** For post, whatever main came to. */
async function removeStoreCache(shared, executor) {
    await executor.one(root('remove the store cache', 'rm', '-rf', rootsPlace(shared)));
}

;// CONCATENATED MODULE: ./build/cache/store-cache/tar.js
const BLOCK = 512;
/** More than a cache of some hundred thousand paths has. */
const MOST = 500_000;
/** Bytes that are read at once; many small files lie in one piece. */
const tar_PIECE = 1 << 18;
/**
 * Lists a tar archive (ustar) without unpacking anything. What it makes of an entry is only name, place and size of a
 * plain file; extended headers and links are counted and passed over.
 */
async function listTar(file) {
    const { size: total } = await file.stat();
    const files = new Map();
    const window = new Window(file);
    let strange = 0;
    const ended = (damage) => ({
        files: [...files.values()],
        strange,
        ...(damage === undefined ? {} : { damage }),
    });
    for (let at = 0, entries = 0;; entries++) {
        if (at + BLOCK > total)
            return ended('it ends in the middle');
        if (entries > MOST)
            return ended(`it has more than ${MOST} entries`);
        const header = await window.read(at, BLOCK);
        if (header.every(byte => byte === 0))
            return ended();
        if (checksumOf(header) !== octal(header, 148, 8))
            return ended('a header is damaged');
        const size = octal(header, 124, 12);
        const offset = at + BLOCK;
        if (!Number.isSafeInteger(size) || offset + size > total)
            return ended('it ends in the middle');
        const type = header[156];
        const name = tar_textOf(header, 0, 100);
        // A name in two parts is a long one; ours are short.
        const isPlain = (type === 0 || type === 0x30) && header[345] === 0;
        if (!isPlain || files.has(name))
            strange++;
        else
            files.set(name, { name, offset, size, modified: octal(header, 136, 12) });
        at = offset + Math.ceil(size / BLOCK) * BLOCK;
    }
}
class Window {
    #file;
    #start = 0;
    #bytes = Buffer.alloc(0);
    constructor(file) {
        this.#file = file;
    }
    async read(at, length) {
        if (at < this.#start || at + length > this.#start + this.#bytes.length) {
            const piece = Buffer.allocUnsafe(tar_PIECE);
            const { bytesRead } = await this.#file.read(piece, 0, tar_PIECE, at);
            this.#start = at;
            this.#bytes = piece.subarray(0, bytesRead);
        }
        return this.#bytes.subarray(at - this.#start, at - this.#start + length);
    }
}
function tar_textOf(header, at, length) {
    const field = header.subarray(at, at + length);
    const end = field.indexOf(0);
    return field.subarray(0, end < 0 ? length : end).toString('latin1');
}
/** NaN where it is no octal number; a large one in base 256 is none either, for what is ours is smaller. */
function octal(header, at, length) {
    const text = tar_textOf(header, at, length).trim();
    return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}
/** The sum of all bytes, those of the sum itself taken as blanks. */
function checksumOf(header) {
    return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

;// CONCATENATED MODULE: ./build/cache/store-cache/archive.js







/** Bytes of a narinfo. */
const LARGEST_NARINFO = 1 << 20;
/** Bytes that are copied at once. */
const archive_PIECE = 1 << 20;
/** Files at once. */
const PARALLEL = 8;
/**
 * Unpacks an archive of ours into a folder that Nix reads as a binary cache. Whoever made the archive, only plain files
 * of our two kinds of names come out, each narinfo is written anew from what was understood of it, and each NAR has the
 * hash that its narinfo says. That the NAR's content is right Nix itself checks (NarHash) when it takes it.
 * @param folder must not exist
 * @param now seconds since 1970
 */
async function unpackStoreCache(archive, folder, now = Date.now() / 1000) {
    await (0,external_node_fs_promises_.mkdir)(folder, { mode: 0o755 });
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.join)(folder, 'nar'), { mode: 0o755 });
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'nix-cache-info'), CACHE_INFO, { flag: 'wx' });
    const file = await (0,external_node_fs_promises_.open)(archive);
    try {
        return await unpack(file, folder, now);
    }
    finally {
        await file.close();
    }
}
async function unpack(file, folder, now) {
    const { files, strange, damage } = await listTar(file);
    const byName = new Map(files.map(it => [it.name, it]));
    const dropped = [];
    if (damage !== undefined)
        dropped.push(`the archive: ${damage}`);
    if (strange > 0)
        dropped.push(`${strange} entries that are no plain files`);
    const foreign = files.filter(({ name }) => !NARINFO_NAME.test(name) && !NAR_NAME.test(name));
    if (foreign.length > 0)
        dropped.push(`${foreign.length} files that no cache of ours has`);
    const paths = [];
    const copied = new Map();
    const narinfos = files.filter(({ name }) => NARINFO_NAME.test(name));
    await inParallel(narinfos, async (entry) => {
        const info = await readNarInfo(file, entry, byName);
        const nar = typeof info === 'string' ? undefined : byName.get(info.url);
        if (typeof info === 'string' || !nar)
            return void dropped.push(`${entry.name}: ${info}`);
        // Paths with the same content share a file.
        const copying = copied.get(info.url) ?? copyNar(file, nar, folder);
        copied.set(info.url, copying);
        const trouble = await copying;
        if (trouble !== undefined)
            return void dropped.push(`${info.url}: ${trouble}`);
        const text = formatNarInfo(info);
        const saved = Math.min(Number.isNaN(entry.modified) ? 0 : entry.modified, now);
        const to = (0,external_node_path_.join)(folder, entry.name);
        await (0,external_node_fs_promises_.writeFile)(to, text, { flag: 'wx' });
        await (0,external_node_fs_promises_.utimes)(to, saved, saved);
        paths.push({ info, saved, bytes: bytesOf(info) });
    });
    return { paths, dropped };
}
/** Bytes that a path takes in an archive, with the headers of its two files. */
function bytesOf(info) {
    const whole = (bytes) => 512 + Math.ceil(bytes / 512) * 512;
    return whole(formatNarInfo(info).length) + whole(info.fileSize);
}
async function readNarInfo(file, { name, offset, size }, byName) {
    if (size > LARGEST_NARINFO)
        return `it has ${size} bytes`;
    const text = Buffer.alloc(size);
    await file.read(text, 0, size, offset);
    const info = parseNarInfo(text.toString('latin1'));
    if (typeof info === 'string')
        return info;
    const [, hash] = NARINFO_NAME.exec(name) ?? [];
    if (!info.path.startsWith(`/nix/store/${hash}-`))
        return 'StorePath has another hash';
    const nar = byName.get(info.url);
    if (!nar)
        return 'its file is missing';
    return nar.size === info.fileSize ? info : `FileSize is not that of its file`;
}
/** @returns what is wrong with it; then no narinfo names it */
async function copyNar(file, { name, offset, size }, folder) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const to = await (0,external_node_fs_promises_.open)((0,external_node_path_.join)(folder, name), 'wx', 0o644);
    try {
        const piece = Buffer.allocUnsafe(Math.min(archive_PIECE, size));
        for (let done = 0; done < size;) {
            const { bytesRead } = await file.read(piece, 0, Math.min(archive_PIECE, size - done), offset + done);
            if (bytesRead === 0)
                return 'it ends in the middle';
            const bytes = piece.subarray(0, bytesRead);
            hash.update(bytes);
            await to.writeFile(bytes);
            done += bytesRead;
        }
    }
    finally {
        await to.close();
    }
    return toNixBase32(hash.digest()) === fileHashOf(name) ? undefined : 'FileHash is not its own';
}
/**
 * Makes an archive of paths that lie in folders of caches. Their NARs are compressed, so it is not.
 * @throws Error where tar cannot
 */
async function packStoreCache(archive, parts, env) {
    let flag = '-cf';
    for (const { folder, paths } of parts.filter(it => it.paths.length > 0)) {
        const names = new Set(paths.flatMap(({ info }) => [`${hashOf(info.path)}.narinfo`, info.url]));
        const list = `${archive}.names`;
        await (0,external_node_fs_promises_.writeFile)(list, [...names].map(name => `${name}\n`).join(''));
        const argv = ['tar', '--format=ustar', flag, archive, '-C', folder, '-T', list];
        const { code, stderr } = await capture(argv, { env });
        if (code !== 0)
            throw new Error(`tar ended with ${code}: ${stderr.trim().slice(-300)}`);
        flag = '-rf';
    }
}
/** The hash of a store path, which its narinfo is named after. */
function hashOf(path) {
    return path.slice('/nix/store/'.length, '/nix/store/'.length + 32);
}
async function inParallel(items, work) {
    const waiting = items.values();
    const worker = async () => {
        for (const item of waiting)
            await work(item);
    };
    await Promise.all(Array.from({ length: PARALLEL }, worker));
}

;// CONCATENATED MODULE: ./build/cache/store-cache/restore.js




/** The name of the archive in its entry. */
const ARCHIVE = 'nix-ci-store.tar';
/** Bytes of an archive that a cache of so many may have had: its headers are counted, its end is not. */
const REST = 1 << 20;
/**
 * Gets the entry of this job, or the newest of any on such a system, and unpacks it into the private folder. Never
 * throws.
 * @param limit the input `store-cache-size`
 */
async function restoreStore(cache, { job, system }, limit, { folder: own, say }) {
    const incoming = (0,external_node_path_.join)(own, 'store-cache-in');
    const file = (0,external_node_path_.join)(incoming, ARCHIVE);
    try {
        await (0,external_node_fs_promises_.mkdir)(incoming, { mode: 0o700 });
        const found = await cache.restore({
            file,
            key: job,
            restoreKeys: [system],
            limit: limit + REST,
        });
        if (found.kind === 'miss')
            return { kind: 'miss' };
        if (found.kind !== 'hit') {
            const isTrouble = isCacheTrouble(found);
            return { kind: 'off', why: found.told, isTrouble, heals: found.kind === 'too-big' };
        }
        const folder = (0,external_node_path_.join)(own, 'store-cache');
        const unpacked = await unpackStoreCache(file, folder);
        say.debug(`${found.key}: ${unpacked.paths.length} paths, ${found.bytes} bytes`);
        return { kind: 'found', key: found.key, folder, ...unpacked };
    }
    catch (error) {
        return { kind: 'off', why: String(error), isTrouble: true, heals: false };
    }
    finally {
        await (0,external_node_fs_promises_.rm)(incoming, { recursive: true, force: true }).catch(() => { });
    }
}
function phaseStatus(restored) {
    if (restored.kind !== 'off')
        return 'success';
    return restored.isTrouble ? 'failure' : 'skipped';
}

;// CONCATENATED MODULE: ./build/cache/store-cache/copy.js






/** Paths of one call: far below what a kernel takes as arguments. */
const copy_BATCH = 1000;
/**
 * Packs store paths, and nothing that they refer to, into a folder that is a binary cache. Nix copies a path only where
 * the cache has its references; for those that belong elsewhere a narinfo stands in while it does.
 * @param folder is made where it does not exist
 * @throws Error with what Nix said
 */
async function copyToFolder(infos, folder, { bin, env, cancel }) {
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'nix-cache-info'), CACHE_INFO);
    const narinfo = (path) => (0,external_node_path_.join)(folder, `${hashOf(path)}.narinfo`);
    for (let first = 0; first < infos.length; first += copy_BATCH) {
        const batch = infos.slice(first, first + copy_BATCH);
        const own = new Set(batch.map(({ path }) => path));
        const named = new Set(batch.flatMap(({ references }) => references));
        const outside = [...named].filter(path => !own.has(path) && !(0,external_node_fs_.existsSync)(narinfo(path)));
        for (const path of outside)
            await (0,external_node_fs_promises_.writeFile)(narinfo(path), stubNarInfo(path));
        const to = ['--to', `file://${folder}?compression=zstd`];
        const argv = [(0,external_node_path_.join)(bin, 'nix'), 'copy', '--no-recursive', ...to, ...own];
        const { code, stderr } = await capture(argv, { env, cwd: '/', cancel });
        if (code !== 0)
            throw new Error(`nix copy ended with ${code}: ${stderr.trim().slice(-500)}`);
        for (const path of outside)
            await (0,external_node_fs_promises_.rm)(narinfo(path));
    }
    const saved = Math.floor(Date.now() / 1000);
    const paths = [];
    for (const { path } of infos) {
        const info = parseNarInfo(await (0,external_node_fs_promises_.readFile)(narinfo(path), 'latin1'));
        if (typeof info === 'string')
            throw new Error(`Nix wrote a narinfo of ${path} where ${info}`);
        paths.push({ info, saved, bytes: bytesOf(info) });
    }
    return paths;
}

;// CONCATENATED MODULE: ./build/cache/store-cache/selection.js
/**
 * What the next entry holds. What is usable but was not needed this time stays, because the next change of a source may
 * need it. For want of room the unusable goes first, then the oldest.
 */
function store_cache_selection_select({ restored, built, usable, sweep, limit }) {
    const fresh = new Set(built.map(({ info }) => info.path));
    const old = restored.filter(({ info }) => !fresh.has(info.path));
    const candidates = [...built, ...old.filter(({ info }) => !sweep || usable.has(info.path))];
    const isUsable = ({ info }) => fresh.has(info.path) || usable.has(info.path);
    const ranked = candidates.toSorted((a, b) => Number(isUsable(b)) - Number(isUsable(a)) ||
        b.saved - a.saved ||
        a.info.path.localeCompare(b.info.path));
    const kept = [];
    const leftOut = [];
    // The two blocks at the end of an archive, and what tar fills its last record with.
    let left = limit - 10_240;
    for (const one of ranked) {
        const fits = one.bytes <= left;
        if (fits)
            left -= one.bytes;
        (fits ? kept : leftOut).push(one);
    }
    return { kept, leftOut };
}

;// CONCATENATED MODULE: ./build/cache/store-cache/save.js










/** Bytes of a NAR for one byte of its archive: what zstd seldom reaches. */
const RATIO = 4;
/** Seconds that packing may take. */
const save_DEADLINE = 600;
/**
 * Packs what this run built and chooses what the next entry holds.
 * @returns undefined where there is nothing to save that the restored entry has not
 * @throws Error where Nix fails
 */
async function planSave(facts, rim) {
    const { before, restored, inputs, limit } = facts;
    const names = (await derivationNames()).filter(name => !before.has(name));
    if (names.length === 0)
        return undefined;
    const derivations = [...(await readDerivations(names)).values()];
    const have = restored?.paths ?? [];
    const fresh = await builtHere(derivations, new Set(have.map(({ info }) => info.path)), facts);
    const folder = (0,external_node_path_.join)(rim.folder, 'store-cache-new');
    const cancel = AbortSignal.any([rim.cancel, AbortSignal.timeout(save_DEADLINE * 1000)]);
    const { nix, env } = facts;
    const built = fresh.length === 0 ? [] : await copyToFolder(fresh, folder, { bin: nix.bin, env, cancel });
    const usable = new Set([...derivations.flatMap(({ outputs }) => outputs), ...inputs]);
    const sweep = facts.isWhole && before.size === 0;
    const selection = store_cache_selection_select({ restored: have, built, usable, sweep, limit });
    if (isSame(selection.kept, have) && (have.length === 0 || restored?.key.startsWith(facts.job)))
        return undefined;
    const isNew = new Set(built);
    return {
        ...selection,
        parts: [
            { folder: restored?.folder ?? '', paths: selection.kept.filter(it => !isNew.has(it)) },
            { folder, paths: selection.kept.filter(it => isNew.has(it)) },
        ],
    };
}
/** Puts the entry of a plan together and saves it. @throws Error where tar fails */
async function saveStore({ kept, parts }, facts, cache, rim) {
    const outgoing = (0,external_node_path_.join)(rim.folder, 'store-cache-out');
    try {
        await (0,external_node_fs_promises_.mkdir)(outgoing, { mode: 0o700 });
        const file = (0,external_node_path_.join)(outgoing, ARCHIVE);
        await packStoreCache(file, parts, rim.env);
        const paths = kept.map(({ info }) => info.path);
        return await cache.save({ file, key: entryKey(facts.job, paths, facts.restored?.key ?? '') });
    }
    finally {
        await (0,external_node_fs_promises_.rm)(outgoing, { recursive: true, force: true });
    }
}
/** Removes what was packed. */
async function clearSave({ folder }) {
    await (0,external_node_fs_promises_.rm)((0,external_node_path_.join)(folder, 'store-cache-new'), { recursive: true, force: true });
}
/**
 * Outputs that this job built: no cache had them. Downloads with a known hash are among them where no cache had those
 * either; a change of a source would fetch them again. And the inputs of its flakes.
 */
async function builtHere(derivations, have, facts) {
    const { nix, env, alwaysSubstitutes, inputs, since, limit } = facts;
    const taken = derivations.filter(({ isLocalOnly }) => alwaysSubstitutes || !isLocalOnly);
    const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs]);
    const there = [...wanted].filter(path => !have.has(path) && (0,external_node_fs_.existsSync)(path));
    if (there.length === 0)
        return [];
    const store = new Store(nix.bin, env);
    const infos = await store.infos(await store.valid(there));
    const isInput = new Set(inputs);
    return infos.filter(({ path, ultimate, registered, narSize, contentAddressed }) => {
        const isOurs = isInput.has(path) ? contentAddressed : ultimate && registered >= since;
        return isOurs && narSize <= limit * RATIO;
    });
}
function isSame(one, other) {
    const paths = new Set(other.map(({ info }) => info.path));
    return one.length === paths.size && one.every(({ info }) => paths.has(info.path));
}

;// CONCATENATED MODULE: ./build/cache/store-cache/store-cache.js














const TITLE = 'Store cache';
/**
 * Own build results between jobs, in one entry of GitHub's cache: a binary cache of files that Nix takes from what it
 * needs. Nothing here throws, fails a job or holds it for long.
 */
class StoreCache {
    #options;
    #decision;
    #keys;
    #since = Math.floor(Date.now() / 1000 - performance.now() / 1000);
    #restored;
    #saved;
    #ground;
    #before = new Set();
    constructor(options) {
        const { inputs, trust, env } = options;
        this.#options = options;
        this.#decision = decideStoreCache({
            mode: inputs.storeCache,
            pushesTo: trust.trusted ? inputs.cache.name : undefined,
            handOut: trust.handOut,
            plan: inputs.plan,
            readOnly: whyNotSaved(env),
        });
        this.#keys = storeCacheKeys(env, systemOf(process.platform, process.arch));
        const { restore } = this.#decision;
        const why = restore === true ? 'it was not asked' : restore;
        this.#restored = { kind: 'off', why, isTrouble: false, heals: true };
    }
    /** Gets what there is, beside the install. */
    async restore(records) {
        const { inputs, rim } = this.#options;
        if (this.#decision.restore !== true) {
            if (inputs.storeCache !== 'false')
                rim.say.info(`${TITLE}: nothing is restored, because ${this.#decision.restore}.`);
            return;
        }
        const work = () => restoreStore(this.#cache, this.#keys, inputs.storeCacheSize, rim);
        this.#restored = await records.phase('restore', work, phaseStatus);
        this.#tellRestored();
    }
    /** @returns the settings by which Nix reads it; none where nothing was restored */
    async use(ground) {
        const { rim } = this.#options;
        this.#ground = ground;
        if (ground.nix.install === 'found')
            this.#before = new Set(await derivationNames());
        if (this.#restored.kind !== 'found' || this.#restored.paths.length === 0)
            return [];
        if (await isForeignDaemon(ground.nix, ground.env)) {
            const why = 'the Nix daemon of this machine does not trust the user of this job';
            rim.say.warning(`The store cache is not used: ${why}. Its administrator can name the user in trusted-users, or set store-cache: false.`, TITLE);
            this.#restored = { kind: 'off', why, isTrouble: true, heals: false };
            return [];
        }
        const folder = await placeStoreCache(this.#restored.folder, ground.nix, ground.executor, rim);
        this.#restored = { ...this.#restored, folder };
        return substituterSettings(folder);
    }
    /** Saves what this run built, where the entry that was restored lacks it; before any code of the project runs. */
    async save(end) {
        const { rim } = this.#options;
        const why = this.#whyNotSaved(end);
        if (why !== undefined) {
            if (this.#options.inputs.storeCache !== 'false')
                rim.say.info(`${TITLE}: nothing is saved, because ${why}`);
            return;
        }
        try {
            await this.#save(await this.#facts(end), end.records);
        }
        catch (error) {
            if (!rim.cancel.aborted)
                this.#warnOfSave(explain(error));
        }
        finally {
            await clearSave(rim).catch(() => { });
        }
    }
    /** @param derivations what the run built */
    async outcome(derivations) {
        const { storeCache } = this.#options.inputs;
        if (storeCache === 'false')
            return { result: 'off', record: undefined };
        const restored = this.#restored;
        const result = restored.kind === 'found'
            ? (await this.#hadToBuild(derivations))
                ? 'partial'
                : 'hit'
            : restored.kind;
        const url = restored.kind === 'found' ? `file://${restored.folder}` : '';
        const use = this.#saved !== undefined ? 'push' : result === 'off' ? 'off' : 'read';
        const told = [this.#restoredText(), this.#saved].filter(it => it !== undefined).join('; ');
        return { result, record: { name: "GitHub's cache", url, use, reason: told } };
    }
    get #cache() {
        const { env, rim } = this.#options;
        return openActionsCache({ env, folder: rim.folder, cancel: rim.cancel });
    }
    #tellRestored() {
        const { say } = this.#options.rim;
        const restored = this.#restored;
        if (restored.kind === 'off' && restored.isTrouble) {
            const rest = 'What it would have given is built anew; the job is not affected.';
            say.warning(`The store cache is not used: ${restored.why} ${rest}`, TITLE);
            return;
        }
        say.info(`${TITLE}: ${this.#restoredText()}`);
        if (restored.kind !== 'found' || restored.dropped.length === 0)
            return;
        const list = restored.dropped.slice(0, 5).join('; ');
        const more = restored.dropped.length > 5 ? `; and ${restored.dropped.length - 5} more` : '';
        say.warning(`Of the entry ${restored.key} this is damaged or foreign and not used: ${list}${more}. It is built anew; delete the entry in the repository's caches if this comes again.`, TITLE);
    }
    #restoredText() {
        const restored = this.#restored;
        if (restored.kind === 'miss')
            return 'there was no entry';
        if (restored.kind === 'off')
            return restored.why;
        const bytes = restored.paths.reduce((sum, it) => sum + it.bytes, 0);
        return `${plural(restored.paths.length, 'path')} (${bytesText(bytes)}) restored`;
    }
    /** A sentence without its beginning. */
    #whyNotSaved({ caching, commandsRan }) {
        const { rim } = this.#options;
        const { save } = this.#decision;
        if (save !== true)
            return /[.]$/.test(save) ? save : `${save}.`;
        if (rim.cancel.aborted)
            return 'the run was cancelled.';
        if (!this.#ground)
            return 'there is no Nix.';
        if (!caching.isolation.isolated)
            return 'builds are not isolated from this job.';
        if (commandsRan && this.#ground.nix.mode === 'single-user')
            return 'commands of an earlier step could have written to the store.';
        const restored = this.#restored;
        if (restored.kind === 'off' && restored.isTrouble && !restored.heals)
            return `it could not be read before (${restored.why})`;
        return undefined;
    }
    async #facts({ caching, records, folders }) {
        const { nix, env } = this.#ground;
        return {
            nix,
            env,
            before: this.#before,
            since: this.#since,
            alwaysSubstitutes: caching.settings['always-allow-substitutes']?.value === true,
            inputs: await inputPathsOf(folders),
            isWhole: records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
            restored: this.#restored.kind === 'found' ? this.#restored : undefined,
            job: this.#keys.job,
            limit: this.#options.inputs.storeCacheSize,
        };
    }
    async #save(facts, records) {
        const { rim } = this.#options;
        const plan = await planSave(facts, rim);
        if (!plan)
            return rim.say.info(`${TITLE}: there is nothing new to save.`);
        const bytes = plan.kept.reduce((sum, it) => sum + it.bytes, 0);
        if (plan.leftOut.length > 0) {
            const size = bytesText(facts.limit);
            rim.say.notice(`${plural(plan.leftOut.length, 'path')} found no room in the store cache (store-cache-size: ${size}); the oldest stay away.`, TITLE);
        }
        if (plan.kept.length === 0)
            return;
        const work = () => saveStore(plan, facts, this.#cache, rim);
        const saved = await records.phase('save', work, it => it.kind === 'saved' ? 'success' : isCacheTrouble(it) ? 'failure' : 'skipped');
        if (isCacheTrouble(saved) && !rim.cancel.aborted)
            return this.#warnOfSave(saved.told);
        rim.say.info(`${TITLE}: ${saved.told}`);
        if (saved.kind === 'saved')
            this.#saved = `${plural(plan.kept.length, 'path')} (${bytesText(bytes)}) saved`;
    }
    #warnOfSave(why) {
        this.#options.rim.say.warning(`What was built is not in the store cache: ${why} The next run builds it again; the job is not affected.`, TITLE);
    }
    /** What Nix does not take from a cache in any run does not count. */
    async #hadToBuild(derivations) {
        const built = derivations.filter(({ status }) => status !== 'dependency-failed');
        const known = await readDerivations(built.map(({ drv }) => (0,external_node_path_.basename)(drv)));
        return built.some(({ drv }) => !known.get(drv)?.isLocalOnly);
    }
}

;// CONCATENATED MODULE: ./build/cache/troubles.js
/** More caches than these break at once only where there is no network, or where a builder says so. */
const troubles_MOST = 3;
/** One warning a cache that did not deliver during the steps: the job goes on without it, and takes longer. */
function tellTroubles(troubles, caches, say) {
    const plain = (url) => url.replace(/\/+$/, '');
    for (const [index, { url, said }] of [...troubles].entries()) {
        const name = caches.find(it => plain(it.url) === plain(url))?.name ?? url;
        const where = name === url ? url : `${name} (${url})`;
        const message = `The cache ${where} did not deliver all that it was asked for: ${said}. Nix went on with other caches, or built by itself.`;
        if (index < troubles_MOST)
            say.warning(message, `Cache ${name}`);
        else
            say.info(message);
    }
}

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

;// CONCATENATED MODULE: ./build/input-texts.js

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
        const isDuration = (text) => parseDuration(text) !== undefined;
        return parseDuration(this.matching(name, isDuration, DURATION_ALLOWED) ?? '');
    }
    /** Bytes of `500MB` or `2GB`; 1 MB is a million of them. */
    size(name) {
        const pattern = /^(\d+(?:\.\d+)?)\s*(MB|GB)$/i;
        const text = this.matching(name, it => pattern.test(it), 'A size such as 500MB or 2GB.');
        const [, number = '', unit = ''] = pattern.exec(text ?? '') ?? [];
        return number === '' ? undefined : Number(number) * (unit.toUpperCase() === 'GB' ? 1e9 : 1e6);
    }
    problem(where, value, allowed) {
        this.problems.push({ where, value, allowed });
    }
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

;// CONCATENATED MODULE: ./build/steps/limits.js

/** Seconds before the end of the job at which steps end, so that there is still a push and a report. */
const RESERVE = 120;
/** When a step that begins now has to end: its own time, or what the job leaves. Pure. */
function deadlineOf(step, { timeout, jobTimeout }, origin, now) {
    const job = {
        at: stepsEnd(origin, jobTimeout),
        said: `was ended because ${leavesNoTime(jobTimeout)}`,
    };
    const seconds = step.timeout ?? timeout;
    if (seconds === undefined || now + seconds * 1000 > job.at)
        return job;
    const whose = step.timeout === undefined ? 'the input timeout' : 'its timeout';
    return { at: now + seconds * 1000, said: `ran for ${limitText(seconds)}, ${whose}` };
}
/** When the last step has to end, in milliseconds of the clock. */
function stepsEnd(origin, jobTimeout) {
    return origin + (jobTimeout - RESERVE) * 1000;
}
/** Why a step is not run, or was ended. */
function leavesNoTime(jobTimeout) {
    return `the job-timeout of ${limitText(jobTimeout)} leaves no more time`;
}
/**
 * Steps that were not run for want of time are no success.
 * @throws Failure naming them
 */
function refuseLate({ steps }, jobTimeout) {
    const late = steps.filter(({ reason }) => reason === leavesNoTime(jobTimeout));
    if (late.length === 0)
        return;
    const names = late.map(({ name }) => name).join(', ');
    throw new Failure(`Not run, because ${leavesNoTime(jobTimeout)}: ${names}.`, "Give job-timeout the value of the job's timeout-minutes, raise both, or spread the steps over jobs.");
}
/** How long a step may print nothing. */
function silenceOf({ silence }) {
    return silence === undefined
        ? undefined
        : { seconds: silence, said: `printed nothing for ${limitText(silence)} (silence)` };
}
/** `90 s`, `20 min`, `2 h`: as somebody would give it. */
function limitText(seconds) {
    if (seconds >= 3600 && seconds % 3600 === 0)
        return `${seconds / 3600} h`;
    if (seconds >= 120 && seconds % 60 === 0)
        return `${seconds / 60} min`;
    return `${seconds} s`;
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



const MOST_RETRIES = 10;
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
        read: duration(timeout => ({ timeout })),
    },
    silence: {
        kinds: KINDS,
        allowed: DURATION_ALLOWED,
        read: duration(silence => ({ silence })),
    },
    retries: {
        kinds: KINDS,
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
        kinds: KINDS.filter(kind => kind !== 'eval'),
        allowed: 'failure.',
        read: options_text(value => (value === 'failure' ? { expectFailure: true } : undefined)),
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
        const seconds = parseDuration(value);
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

;// CONCATENATED MODULE: ./build/steps/yaml.js


/** Reads YAML. What a reader of the text would not take it for is a problem, as is what is not YAML, in plain words. */
function readYaml(text) {
    const lines = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false });
    const read = { text, lines, contents: document.contents };
    if (document.errors.length === 0)
        return { read, problems: trapsOf(document, read) };
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
/** What YAML takes for something else than it looks like. */
function trapsOf(document, read) {
    const problems = [];
    (0,dist/* visit */.YR)(document, {
        Node(_, node) {
            // A whole text without a list is judged as that.
            const allowed = node === document.contents ? undefined : trapOf(node, read.text);
            if (!allowed)
                return;
            const line = lineOf(read, node.range?.[0] ?? 0);
            problems.push({ where: `steps, line ${line}`, value: lineText(read, line), allowed });
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
const KIND = `(?:${KINDS.join('|')})(?![\\w-])`;
const DASH_BELOW = new RegExp(`\\n\\s*-\\s*${KIND}`);
function problemOf(error, read) {
    const at = lineOf(read, error.pos[0]);
    const line = beginningOf(error, at, read) ?? at;
    const value = lineText(read, line);
    const said = plainly(error, value, lineText(read, at)) ?? `${error.message}.`;
    return { where: `steps, line ${line}`, value, allowed: `This is not valid YAML: ${said}` };
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
const COLUMN = 'Options stand below the kind, in the same column as it, and dashes below dashes.';
const yaml_BLOCK = 'write it on the lines below, indented, behind a line that ends with |';
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
        return `A text cannot begin with this character. Put it in quotes, or ${yaml_BLOCK}.`;
    if (code === 'MULTIPLE_DOCS')
        return 'Leave out the line with three dashes.';
    if (message.startsWith('Block scalar header'))
        return `Nothing stands behind | or >: ${yaml_BLOCK.replace('it', 'the text')}.`;
    if (code === 'BLOCK_AS_IMPLICIT_KEY')
        return /: .*:(\s|$)/.test(line)
            ? `A text with a colon and a space in it stands in quotes; or ${yaml_BLOCK}.`
            : `The line below is indented too far. ${COLUMN}`;
    if (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need'))
        return 'Between a name and its value stand a colon and a space: timeout: 20m';
    if (/at node end$/.test(message) && /["'].*["']/.test(line))
        return `Something stands behind the closing quote. Put the whole text in quotes, or ${yaml_BLOCK}.`;
    return /^(BAD_INDENT|MISSING_CHAR|UNEXPECTED_TOKEN)$/.test(code) ? COLUMN : undefined;
}
function lineText({ text }, line) {
    return text.split('\n')[line - 1] ?? '';
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
    const { read, problems } = readYaml(text);
    if (problems.length > 0)
        return { steps: [], problems };
    if (!(0,dist/* isSeq */.oP)(read.contents)) {
        const allowed = `${withDash(word)}${STEPS_ALLOWED}`;
        return { steps: [], problems: [{ where: 'steps', value: word, allowed }] };
    }
    const all = read.contents.items.map(item => new StepReader(item, read).read());
    return {
        steps: all.flatMap(({ step }) => (step ? [step] : [])),
        problems: all.flatMap(({ problems }) => problems),
    };
}
/** How a step is written that stands there without a dash of its own. */
function withDash(text) {
    const line = text.split('\n')[0]?.replace(/^-*\s*/, '') ?? '';
    const isStep = KINDS.some(kind => line === kind || line.startsWith(`${kind}:`));
    return isStep ? `Each step begins with a dash and a space: - ${line}. Possible are ` : '';
}
const STEPS_ALLOWED = `auto, none, or a YAML list of steps: ${KINDS.join(', ')}.`;
const KIND_LIST = `The kinds of steps: ${KINDS.join(', ')}.`;
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
            return kind && plainStep(kind, this.#nothing(kind, node));
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
            if (name !== kind)
                options = { ...options, ...this.#option(kind, name, pair) };
        }
        if (options.expectFailure && options.retries) {
            const both = 'expect: failure and retries do not go together: a step that fails as expected is not tried again, and one that passes unexpectedly is not to be tried until it fails.';
            this.#problem(this.#node, `retries: ${options.retries}`, both);
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
            ? this.#source(node).includes('\n')
                ? `The line below belongs to it. Where an option follows there is a colon behind both: - ${start}: and below it timeout: 20m`
                : `Write the argument after a colon: - ${start}: ${word.slice(start.length + 1)}`
            : `${suggest(word, KINDS)}${KIND_LIST}`;
        this.#problem(node, word, help);
        return undefined;
    }
    #problem(node, value, allowed) {
        const range = node?.range ?? this.#node?.range;
        const line = range ? lineOf(this.#text, range[0]) : 1;
        this.#problems.push({ where: `steps, line ${line}`, value, allowed });
    }
    #source(node) {
        return node?.range ? this.#text.text.slice(node.range[0], node.range[1]).trim() : '';
    }
}
/** Commands belong to bash; everything else is split by us. */
const RUN_BY_BASH = ['nix-shell', 'develop', 'run'];
const COMMAND_KINDS = [...RUN_BY_BASH, 'flake-check'];
function isKind(word) {
    return KINDS.includes(word);
}
/** Whether a word is an option of one of the kinds among others: `eval` is both. */
function isOption(word, others) {
    const option = Object.hasOwn(OPTIONS, word) ? OPTIONS[word] : undefined;
    return option?.kinds.some(kind => kind !== word && others.includes(kind)) ?? false;
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
function event_isSame(one, other) {
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
    const isOurs = base === undefined || event_isSame(base, repository);
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
    return event_isSame(named, repository) ? 'same' : 'fork';
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
    if (upstream === '' || event_isSame(asIdentity(upstream), event.repository))
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
    'job-timeout',
    'baseline',
    'pins',
    'verify-source',
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
        throw new InputError(reader.problems);
    return inputs;
}
class InputReader extends InputTexts {
    read() {
        return {
            steps: this.#steps(),
            workingDirectory: this.text('working-directory') ?? '.',
            nixVersion: this.matching('nix-version', isVersionRequest, VERSION_ALLOWED),
            nixReleaseUrl: this.matching('nix-release-url', isReleaseUrl, RELEASE_URL_ALLOWED),
            nixSha256: this.matching('nix-sha256', isSha256, SHA256_ALLOWED)?.toLowerCase(),
            nixMode: this.choice('nix-mode', NIX_MODES),
            nixConf: this.#conf(),
            nixPath: this.text('nix-path') ?? 'auto',
            githubToken: this.#token('github-token'),
            accessTokens: this.#accessTokens(),
            acceptFlakeConfig: this.bool('accept-flake-config', false),
            keepGoing: this.bool('keep-going', true),
            timeout: this.duration('timeout'),
            jobTimeout: this.#jobTimeout(),
            baseline: this.choice('baseline', ['auto', 'off']),
            pins: this.choice('pins', ['notice', 'warn', 'off']),
            verifySource: this.bool('verify-source', false),
            plan: this.bool('plan', false),
            storeCache: this.choice('store-cache', ['auto', 'true', 'false']),
            storeCacheSize: this.size('store-cache-size') ?? 2e9,
            cache: this.#cache(),
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
    #cache() {
        const requirePush = this.bool('require-push', false);
        if (requirePush && /^(none|\[\])$/.test(this.text('steps') ?? '')) {
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
            push: this.choice('push', PUSH_POLICIES),
            allowPublicCache: this.bool('allow-public-cache', false),
            filter: this.#filter(),
            pushTimeout: this.duration('push-timeout') ?? 600,
            requirePush,
        };
    }
    #signingKey() {
        const text = this.#token('cachix-signing-key');
        try {
            return text === '' ? undefined : new SigningKey(text);
        }
        catch (error) {
            this.problem('cachix-signing-key', '(not shown)', explain(error));
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
        const { settings, bad } = parseConf(this.get('nix-conf'));
        for (const { line, text } of bad) {
            const shown = SECRET_SETTINGS.some(name => text.includes(name)) ? '(not shown)' : text;
            this.problem(`nix-conf, line ${line}`, shown, 'A line is name = value, as in nix.conf.');
        }
        for (const { name } of settings.filter(it => SECRET_SETTINGS.includes(baseName(it.name)))) {
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
        (0,external_node_fs_promises_.readFile)(SYSTEM_CONF, 'utf8').catch(() => ''),
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
        (0,external_node_fs_promises_.readFile)('/etc/synthetic.conf', 'utf8').catch(() => ''),
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
    return (0,external_node_fs_promises_.access)(path, mode).then(() => true, () => false);
}
async function succeeds(argv, env) {
    return capture(argv, { env, cwd: '/' }).then(({ code }) => code === 0, () => false);
}

;// CONCATENATED MODULE: ./build/report/records.js
/** What took place, in the order in which it began. */
class Records {
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

;// CONCATENATED MODULE: ./build/steps/causes.js
/** What an exit code says of a command, if not that it failed. (bash(1), EXIT STATUS; timeout(1); 128 + SIGKILL) */
const CODES = {
    124: 'timeout',
    126: 'no-command',
    127: 'no-command',
    137: 'out-of-memory',
};
/** Another attempt would come to the same. */
const FIXED = [
    'evaluation',
    'missing-attribute',
    'hash-mismatch',
    'wrong-system',
    'cancelled',
    'no-command',
];
/** An answer that is meant: only 408 and 429 ask to come again. */
const REFUSAL = /HTTP error 4(?!08|29)\d\d\b/;
/** The causes of a call of Nix that failed. @param explained without what failed only because of another */
function causesOf(explained) {
    return explained.map(({ kind, reason }) => ({ kind, said: reason }));
}
/** Why a command outside the sandbox failed, also by what its exit code stands for. */
function causeOfCommand({ kind, reason }, code) {
    return { kind: kind === 'test' ? (CODES[code ?? 0] ?? kind) : kind, said: reason };
}
/** Whether another attempt may come to something else. */
function canDiffer({ status, causes = [] }) {
    if (status === 'timeout')
        return true;
    return status === 'failure' && causes.length > 0 && causes.every(causes_isPassing);
}
/** Whether only the network failed, of which a step's own tests are not to blame. */
function isNetworkFailure({ status, causes = [] }) {
    const isNetwork = (cause) => cause.kind === 'network' && causes_isPassing(cause);
    return status === 'failure' && causes.length > 0 && causes.every(isNetwork);
}
function causes_isPassing({ kind, said }) {
    return !FIXED.includes(kind) && !(kind === 'network' && REFUSAL.test(said));
}
/** The first line of what was said. */
function inShort({ causes = [], error, status }) {
    const text = causes[0]?.said ?? error?.message ?? status;
    return text.split('\n')[0] ?? '';
}

;// CONCATENATED MODULE: ./build/steps/expectation.js


/**
 * What becomes of an outcome under `expect: failure`. Only a build or a command that fails by itself is the failure that
 * was expected: where nothing evaluates, the command is missing or the network is down, nothing was tested.
 */
function judge(outcome, step) {
    const { status, causes = [] } = outcome;
    if (!step.expectFailure || status === 'cancelled')
        return outcome;
    const wanted = runsProjectCode(step) && step.argument.trim() !== '' ? 'test' : 'build';
    if (status === 'success')
        return passed(outcome, step);
    if (status === 'failure' && causes.length > 0 && causes.every(({ kind }) => kind === wanted))
        return met(outcome);
    return missed(outcome, wanted);
}
function met({ error: _, failedDependencies: __, ...outcome }) {
    const reason = `failed as expected: ${inShort({ ...outcome, status: 'failure' })}`;
    return { ...outcome, status: 'success', expectation: 'met', reason };
}
function passed(outcome, { name }) {
    const message = [
        `${name} passed, but it is expected to fail (expect: failure).`,
        'If it is right that it passes, take expect: failure out of the step; else it no longer tests what it should.',
    ].join('\n');
    return { ...outcome, status: 'failure', expectation: 'missed', error: { message } };
}
function missed(outcome, wanted) {
    const only = wanted === 'test' ? 'its command fails by itself' : 'a build fails';
    const message = [
        `This is not the failure that expect: failure is for: the step passes only where ${only}.`,
        outcome.error?.message ?? outcome.status,
    ].join('\n\n');
    return { ...outcome, expectation: 'missed', error: { ...outcome.error, message } };
}

;// CONCATENATED MODULE: ./build/steps/attempts.js




/** Milliseconds before what the network broke is tried again. */
const PAUSE = 2000;
/**
 * Tries a step until it passes, as often as `retries` allows and as long as another attempt may come to something else.
 * A failure of the network is tried again once more, within its attempt.
 * @param isTimeUp whether the job leaves no time for another attempt
 */
async function attemptStep(step, rim, once, isTimeUp = () => false) {
    const most = step.retries + 1;
    const network = new NetworkRetry(step, rim);
    const earlier = [];
    let wasItself = false;
    for (let attempt = 1;; attempt++) {
        const title = most > 1 ? `${step.name} (attempt ${attempt} of ${most})` : step.name;
        const began = performance.now();
        const outcome = await network.around({ title, again: attempt > 1, used: 0 }, once);
        const last = judge(outcome, step);
        const isOver = last.status === 'success' || rim.cancel.aborted || isTimeUp() || attempt === most;
        if (isOver || !canDiffer(last)) {
            if (!isOver)
                rim.say.info(`${step.name} is not tried again: it would fail in the same way.`);
            const flaky = last.status === 'success' && wasItself;
            return { last: withBuilds(last, earlier), count: attempt, earlier, flaky };
        }
        rim.say.info(`Attempt ${attempt} of ${most} failed, so there is another: ${inShort(last)}`);
        wasItself ||= !isNetworkFailure(last);
        earlier.push(earlierAttempt(attempt, last, (performance.now() - began) / 1000));
    }
}
function earlierAttempt(attempt, outcome, seconds) {
    const { status, error, checks, failedDependencies } = outcome;
    return {
        attempt,
        status: status === 'timeout' ? 'timeout' : 'failure',
        seconds: round(seconds),
        error: error ?? { message: status },
        ...(checks ? { checks } : {}),
        ...(failedDependencies ? { failedDependencies } : {}),
    };
}
/** A check that an earlier attempt built is cached in the last; what it took is told all the same. */
function withBuilds(last, earlier) {
    const all = earlier.flatMap(({ checks = [] }) => checks);
    const built = new Map(all.filter(({ status }) => status === 'built').map(it => [`${it.name}\n${it.drv}`, it]));
    const checks = last.checks?.map(one => one.status === 'cached' ? (built.get(`${one.name}\n${one.drv}`) ?? one) : one);
    return checks ? { ...last, checks } : last;
}
/** Tries again what the network broke, once a step. */
class NetworkRetry {
    #step;
    #rim;
    #isUsed = false;
    constructor(step, rim) {
        this.#step = step;
        this.#rim = rim;
    }
    async around(one, once) {
        const { say, cancel } = this.#rim;
        const began = performance.now();
        const first = await once(one);
        if (this.#isUsed || cancel.aborted || !isNetworkFailure(first))
            return first;
        this.#isUsed = true;
        say.notice(`${this.#step.name}: the network failed, so it is tried again once. If it fails often, look at the host: ${inShort(first)}`, 'The network failed');
        await (0,promises_.setTimeout)(PAUSE, undefined, { signal: cancel }).catch(() => { });
        if (cancel.aborted)
            return first;
        const used = (performance.now() - began) / 1000;
        const second = await once({ ...one, title: `${one.title}, again`, again: true, used });
        return isNetworkFailure(second) ? labelled(second) : second;
    }
}
/** Says of a failure that it was the same at the second try. */
function labelled(outcome) {
    const message = outcome.error?.message.replace(/$/m, ' (The network failed twice.)') ?? '';
    return { ...outcome, error: { ...outcome.error, message } };
}

;// CONCATENATED MODULE: ./build/trust/git.js



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
    const kept = Object.entries(env).filter(([name]) => KEPT.includes(name) || !/^(GIT_|SSH_ASKPASS)/.test(name));
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

;// CONCATENATED MODULE: ./build/project/tracked.js


/** Seconds that git may take to list a repository. */
const tracked_DEADLINE = 20;
/** What git knows of the checked-out files. */
class Tracked {
    #folder;
    #workspace;
    #env;
    #cancel;
    #top;
    /**
     * @param folder in the repository, absolute
     * @param workspace around it, absolute
     */
    constructor(folder, workspace, env, cancel) {
        this.#folder = folder;
        this.#workspace = workspace;
        this.#env = env;
        this.#cancel = cancel;
    }
    /** The top of the repository, absolute; undefined where there is none or git does not answer. */
    top() {
        this.#top ??= this.#ask('rev-parse', '--show-toplevel').then(lines => lines?.[0]);
        return this.#top;
    }
    /**
     * The tracked files of the whole repository.
     * @param pathspecs git's, from the top: `*.nix`; none: all
     * @returns absolute paths; undefined where there is no repository or git does not answer
     */
    async files(...pathspecs) {
        const top = await this.top();
        const specs = pathspecs.map(it => `:(top)${it}`);
        const named = await this.#ask('ls-files', '-z', '--', ...(specs.length > 0 ? specs : [':/']));
        return top === undefined ? undefined : named?.map(name => (0,external_node_path_.resolve)(this.#folder, name));
    }
    /** Whether git ignores a path that it does not track; false where there is no repository. */
    async ignores(path) {
        const answer = await this.#git('check-ignore', '--quiet', '--', path);
        return 'code' in answer && answer.code === 0;
    }
    /** A path as a reader of the repository knows it: relative to the workspace. */
    shown(path) {
        return (0,external_node_path_.relative)(this.#workspace, path);
    }
    /** NUL-ended or line-ended names. */
    async #ask(...words) {
        const answer = await this.#git(...words);
        if (!('code' in answer) || answer.code !== 0)
            return undefined;
        const end = answer.stdout.includes('\0') ? '\0' : '\n';
        return answer.stdout.split(end).filter(name => name !== '');
    }
    #git(...words) {
        return askRepository(this.#folder, words, {
            env: this.#env,
            workspace: this.#workspace,
            emptyFolder: '/',
            cancel: this.#cancel,
            deadline: tracked_DEADLINE,
        });
    }
}

;// CONCATENATED MODULE: ./build/steps/commands/tokens.js
/** Longest first. */
const OPERATORS = /(?:&>>|<<<|<<-|;;&|<<|>>|<&|>&|<>|>\||&>|<\(|>\(|&&|\|\||\|&|;;|;&|[\n;&|()<>])/y;
const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;
/**
 * Splits a text as bash does, without expanding anything; comments and the bodies of here-documents are left out.
 * @returns what was read; a quote that is not closed ends it
 */
function tokens_tokensOf(text) {
    return new Lexer(text).read();
}
class Lexer {
    #text;
    #at = 0;
    #tokens = [];
    /** Here-documents whose bodies begin at the next line. */
    #awaited = [];
    constructor(text) {
        this.#text = text;
    }
    read() {
        while (this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (char === ' ' || char === '\t' || char === '\r')
                this.#at++;
            else if (this.#text.startsWith('\\\n', this.#at))
                this.#at += 2;
            else if (char === '#')
                this.#at = endOfLine(this.#text, this.#at);
            else if (!this.#operator() && !this.#word())
                break;
        }
        return this.#tokens;
    }
    #operator() {
        OPERATORS.lastIndex = this.#at;
        const text = OPERATORS.exec(this.#text)?.[0];
        if (text === undefined)
            return false;
        this.#at += text.length;
        this.#tokens.push({ kind: 'operator', text });
        if (text === '\n')
            this.#skipDocuments();
        return true;
    }
    /** @returns whether the word has an end */
    #word() {
        const start = this.#at;
        let text = '';
        let isPlain = true;
        let isWhole = true;
        while (isWhole && this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (/[\s;&|()<>]/.test(char))
                break;
            if (char === "'") {
                const end = this.#text.indexOf("'", this.#at + 1);
                isWhole = end >= 0;
                text += this.#text.slice(this.#at + 1, end);
                this.#at = end + 1;
            }
            else if (char === '"') {
                const quoted = this.#doubleQuoted();
                isWhole = quoted !== undefined;
                text += quoted?.text ?? '';
                isPlain &&= quoted?.isPlain ?? false;
            }
            else if (char === '\\') {
                if (this.#text.charAt(this.#at + 1) !== '\n')
                    text += this.#text.charAt(this.#at + 1);
                this.#at += 2;
            }
            else if (char === '$' || char === '`') {
                isPlain = false;
                isWhole = this.#expansion();
            }
            else {
                if (/[*?[\]~{}]/.test(char))
                    isPlain = false;
                text += char;
                this.#at++;
            }
        }
        const raw = this.#text.slice(start, this.#at);
        // The number of a file descriptor belongs to the redirection behind it.
        if (isWhole && /^\d+$/.test(raw) && /[<>]/.test(this.#text.charAt(this.#at)))
            return true;
        const isAssignment = ASSIGNMENT.test(raw);
        const isRun = !isPlain && /\$\(|`/.test(raw);
        if (isWhole)
            this.#push({ kind: 'word', text, isPlain, isAssignment, isRun });
        return isWhole;
    }
    #push(word) {
        const before = this.#tokens.at(-1);
        if (before?.kind === 'operator' && (before.text === '<<' || before.text === '<<-'))
            this.#awaited.push({ end: word.text, tabs: before.text === '<<-' });
        this.#tokens.push(word);
    }
    #doubleQuoted() {
        let text = '';
        let isPlain = true;
        this.#at++;
        while (this.#at < this.#text.length) {
            const char = this.#text.charAt(this.#at);
            if (char === '"') {
                this.#at++;
                return { text, isPlain };
            }
            if (char === '$' || char === '`') {
                isPlain = false;
                if (!this.#expansion())
                    return undefined;
            }
            else if (char === '\\') {
                const next = this.#text.charAt(this.#at + 1);
                if (next !== '\n')
                    text += '$`"\\'.includes(next) ? next : `\\${next}`;
                this.#at += 2;
            }
            else {
                text += char;
                this.#at++;
            }
        }
        return undefined;
    }
    /** Steps over `$name`, `${…}`, `$(…)`, `$'…'` and `` `…` ``. @returns whether it is closed */
    #expansion() {
        const rest = this.#text.slice(this.#at);
        const [open, close] = rest.startsWith('$(')
            ? ['(', ')']
            : rest.startsWith('${')
                ? ['{', '}']
                : ['', ''];
        if (open !== '')
            return this.#nested(open, close);
        const quoted = /^(?:\$'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`)/.exec(rest);
        if (!quoted && /^(?:\$'|`)/.test(rest))
            return false;
        this.#at += quoted ? quoted[0].length : 1;
        return true;
    }
    #nested(open, close) {
        let depth = 0;
        for (this.#at++; this.#at < this.#text.length;) {
            const char = this.#text.charAt(this.#at);
            if (char === "'" && open === '(') {
                const end = this.#text.indexOf("'", this.#at + 1);
                if (end < 0)
                    return false;
                this.#at = end + 1;
            }
            else if (char === '"') {
                if (this.#doubleQuoted() === undefined)
                    return false;
            }
            else if (char === '\\')
                this.#at += 2;
            else {
                this.#at++;
                if (char === open)
                    depth++;
                else if (char === close && --depth === 0)
                    return true;
            }
        }
        return false;
    }
    #skipDocuments() {
        for (const { end, tabs } of this.#awaited) {
            while (this.#at < this.#text.length) {
                const stop = endOfLine(this.#text, this.#at);
                const line = this.#text.slice(this.#at, stop);
                this.#at = Math.min(stop + 1, this.#text.length);
                if ((tabs ? line.replace(/^\t+/, '') : line) === end)
                    break;
            }
        }
        this.#awaited = [];
    }
}
function endOfLine(text, from) {
    const end = text.indexOf('\n', from);
    return end < 0 ? text.length : end;
}

;// CONCATENATED MODULE: ./build/steps/commands/script.js

const ENDS = ['\n', ';', '&', '&&', '||', '|', '|&'];
const REDIRECTIONS = ['<', '>', '>>', '<<', '<<-', '<<<', '<&', '>&', '<>', '>|', '&>', '&>>'];
const COMPOUND = 'if while until for case select function { [[ coproc'.split(' ');
/** Long options of bash that take a word, and those that take none and still read a file. */
const TAKES_WORD = ['--rcfile', '--init-file'];
const TAKES_NONE = '--login --noediting --noprofile --norc --posix --restricted --verbose'.split(' ');
/**
 * The script that a command names: the command word of its first simple command after assignments, where it is a path,
 * or the file operand of `bash` or `sh` there. Whatever bash would have to expand, and a program on PATH, is none.
 */
function scriptOf(command) {
    const [first, ...rest] = firstCommand(tokens_tokensOf(command));
    if (!first?.isPlain)
        return undefined;
    if (/^(?:\/.*\/)?(?:bash|sh)$/.test(first.text)) {
        const operand = operandOf(rest);
        // bash looks on PATH too for a name without a slash.
        const isFile = operand?.isPlain && /\/|\.(?:ba)?sh$/.test(operand.text);
        return isFile ? { path: operand.text, by: 'shell' } : undefined;
    }
    return first.text.includes('/') ? { path: first.text, by: 'itself' } : undefined;
}
/** The words of the first simple command; none where it is not a simple one. */
function firstCommand(tokens) {
    const words = [];
    let assigns = false;
    for (let i = 0; i < tokens.length; i++) {
        const token = tokens[i];
        if (token.kind === 'operator') {
            if (REDIRECTIONS.includes(token.text))
                i++;
            else if (!ENDS.includes(token.text))
                return [];
            else if (words.length > 0)
                return words;
            else if (token.text !== '\n' && !(assigns && [';', '&&'].includes(token.text)))
                return [];
        }
        else if (words.length > 0) {
            words.push(token);
        }
        else if (token.isAssignment) {
            // What it runs may make the file.
            if (token.isRun)
                return [];
            assigns = true;
        }
        else if (COMPOUND.includes(token.text)) {
            return [];
        }
        else if (token.text === 'time' && isWord(tokens[i + 1], '-p')) {
            i++;
        }
        else if (token.text !== '!' && token.text !== 'time') {
            words.push(token);
        }
    }
    return words;
}
function isWord(token, text) {
    return token?.kind === 'word' && token.text === text;
}
/** The file that bash or sh reads; undefined where it reads none (`-c`, `-s`). */
function operandOf(words) {
    for (let i = 0; i < words.length; i++) {
        const word = words[i];
        if (!word.isPlain)
            return undefined;
        if (word.text === '-' || word.text === '--')
            return words[i + 1];
        if (TAKES_WORD.includes(word.text))
            i++;
        else if (word.text.startsWith('--')) {
            if (!TAKES_NONE.includes(word.text))
                return undefined;
        }
        else if (/^[-+]./.test(word.text)) {
            if (/^-.*[cs]/.test(word.text))
                return undefined;
            i += word.text.match(/[oO]/g)?.length ?? 0;
        }
        else
            return word;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/steps/commands/check-script.js








/** Files that are searched for a shellHook, and Nix files of more bytes are none that people write. */
const MOST_SEARCHED = 500;
const check_script_LARGEST = 2 ** 18;
/**
 * Looks whether the script that a step names is there and can be run. What git ignores may be made by a build, and a
 * shellHook may go elsewhere: both are left to the shell.
 */
async function checkScript(step, place) {
    const script = runsProjectCode(step) ? scriptOf(step.argument) : undefined;
    if (!script)
        return undefined;
    const file = (0,external_node_path_.resolve)(place.cwd, script.path);
    const isElsewhere = (0,external_node_path_.isAbsolute)(script.path) && !file.startsWith(place.workspace + external_node_path_.sep);
    if (isElsewhere || !(await isAccessible(place.cwd, external_node_fs_.constants.X_OK)))
        return undefined;
    const state = await stateOf(file, script);
    if (state === 'ready')
        return undefined;
    const tracked = new Tracked(place.cwd, place.workspace, place.env);
    if (await tracked.ignores(file))
        return undefined;
    if (step.kind !== 'run' && (await hooksGoElsewhere(tracked)))
        return undefined;
    if (state === 'missing')
        return missing(script, file, place, (await tracked.files()) ?? []);
    if (state === 'folder')
        return { what: `${script.path} is a folder.`, hint: 'Name a file of it, or a program.' };
    const name = tracked.shown(file);
    return script.by === 'itself'
        ? {
            what: `${script.path} is there, but it is not executable.`,
            hint: `git update-index --chmod=+x ${name}, and commit that; or run it with bash ${script.path}.`,
        }
        : { what: `${script.path} cannot be read.`, hint: `Look at the owner and mode of ${name}.` };
}
async function stateOf(file, { by }) {
    const there = await (0,external_node_fs_promises_.stat)(file).catch(() => undefined);
    if (!there)
        return 'missing';
    if (there.isDirectory())
        return 'folder';
    const wanted = by === 'itself' ? external_node_fs_.constants.X_OK : external_node_fs_.constants.R_OK;
    return (await isAccessible(file, wanted)) ? 'ready' : 'closed';
}
function missing({ path }, file, { cwd, workspace }, tracked) {
    const folder = (0,external_node_path_.relative)(workspace, cwd);
    const near = nearest(file, tracked);
    const hint = near
        ? `Did you mean ${asWritten(near, cwd)}?`
        : `Is it committed? It is looked for in ${folder === '' ? 'the top of the workspace' : folder}, the step's directory.`;
    return { what: `${path} does not exist.`, hint };
}
/** Pure: of the files the one of the same name, or of a name that is a slip away. */
function nearest(wanted, files) {
    const name = (0,external_node_path_.basename)(wanted);
    const named = files.filter(file => (0,external_node_path_.basename)(file).toLowerCase() === name.toLowerCase());
    if (named.length > 0)
        return (0,mod/* closest */.kp)(wanted, named);
    const besides = files.filter(file => (0,external_node_path_.dirname)(file) === (0,external_node_path_.dirname)(wanted));
    const near = (0,mod/* closest */.kp)(name, besides.map(file => (0,external_node_path_.basename)(file)));
    const isSlip = near !== undefined && (0,mod/* distance */.Io)(name, near) <= Math.max(2, name.length / 4);
    return isSlip ? besides.find(file => (0,external_node_path_.basename)(file) === near) : undefined;
}
function asWritten(file, cwd) {
    const path = (0,external_node_path_.relative)(cwd, file);
    return path.startsWith('.') ? path : `./${path}`;
}
/** Whether a shellHook of the project changes the directory before the command. */
async function hooksGoElsewhere(tracked) {
    const files = (await tracked.files('*.nix')) ?? [];
    for (const file of files.slice(0, MOST_SEARCHED)) {
        const { size = check_script_LARGEST } = (await (0,external_node_fs_promises_.stat)(file).catch(() => undefined)) ?? {};
        const text = size < check_script_LARGEST ? await (0,external_node_fs_promises_.readFile)(file, 'utf8').catch(() => '') : '';
        if (/shellHook/.test(text) && /\b(?:cd|pushd)\s/.test(text))
            return true;
    }
    return false;
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
    const record = records_parse(json);
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
function records_parse(json) {
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
const builds_STORE = '/nix/store/';
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
        const build = this.#byDerivation.get(base.startsWith(builds_STORE) ? base : builds_STORE + base);
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
const errors_HASH = new RegExp(`hash mismatch in fixed-output derivation '${DRV}':\\s+specified: +(\\S+)\\s+got: +(\\S+)`);
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
    const hash = errors_HASH.exec(text);
    if (hash)
        return errors_said('hash-mismatch', hash[1], { specified: hash[2] ?? '', got: hash[3] ?? '' });
    const dependency = DEPENDENCY.exec(text);
    if (dependency)
        return errors_said('dependency', dependency[1] ?? dependency[2]);
    const timeout = TIMEOUT.exec(text);
    if (timeout) {
        const isSilence = timeout[3] !== undefined;
        return errors_said('timeout', timeout[1], { seconds: Number(timeout[2]), isSilence });
    }
    const system = SYSTEM.exec(text);
    if (system)
        return errors_said('system', system[1] ?? system[2]);
    const other = OTHER_BUILD.exec(text);
    if (other)
        return errors_said('build', other[1]);
    if (AGGREGATE.test(text))
        return { kind: 'aggregate' };
    return { kind: INTERRUPTED.test(text) ? 'interrupted' : 'other' };
}
function build([, before, after, , exitCode, signal]) {
    return errors_said('build', before ?? after, {
        ...(exitCode ? { exitCode: Number(exitCode) } : {}),
        ...(signal ? { signal: Number(signal) } : {}),
    });
}
function errors_said(kind, derivation, more = {}) {
    return { kind, ...(derivation === undefined ? {} : { derivation }), ...more };
}

;// CONCATENATED MODULE: ./build/nix/log/caches.js

/** After its last try; the ones before say when they try again. (filetransfer.cc) */
const DOWNLOAD = /unable to download '([^']+)\/(?:nar\/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info)': ([^\n]*)/;
const ABSENT = /(file '[^']*' does not exist) in binary cache '([^']+)'/;
/** A download that is not what the cache promised. (archive.cc, store-api.cc) */
const BROKEN = /^error: ((?:Failed to open archive|Failed to read|hash mismatch importing path)[^\n]*)/;
const caches_LONGEST = 300;
/** Builders can print messages in Nix's name. */
const caches_MOST = 20;
/** What Nix says of its caches while it goes on, one entry a cache. */
class CacheTroubles {
    #said = new Map();
    /** @param fetching the cache of which something is downloaded */
    message(coloured, fetching) {
        const text = withoutColours(coloured);
        if (text.includes('; retrying in '))
            return;
        const download = DOWNLOAD.exec(text);
        const absent = ABSENT.exec(text);
        const broken = BROKEN.exec(text);
        if (download)
            this.#add(download[1], download[2]);
        else if (absent)
            this.#add(absent[2], absent[1]);
        else if (broken)
            this.#add(fetching, broken[1]);
    }
    get all() {
        return [...this.#said].map(([url, said]) => ({ url, said }));
    }
    #add(url, said = '') {
        if (!url || this.#said.has(url) || this.#said.size >= caches_MOST)
            return;
        this.#said.set(url, said.slice(0, caches_LONGEST));
    }
}

;// CONCATENATED MODULE: ./build/nix/log/dry-run.js
/** One line before the list, which has a line each. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/;
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/;
/** Reads from Nix's messages which derivations would have to be built: what `--dry-run` is asked for. */
class DryRun {
    derivations = [];
    #isList = false;
    message(text) {
        const derivation = this.#isList ? ENTRY.exec(text)?.[1] : undefined;
        if (derivation)
            this.derivations.push(derivation);
        else
            this.#isList = HEADING.test(text);
    }
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
const model_MOST = 10_000;
/** Characters of an error that are kept. */
const ERROR = 65_536;
/** What the collector of the evaluator, and C++, print where there is no more memory: plain lines. */
const MEMORY = /^(?:GC Warning: Out of Memory!.* Returning NULL|Exception: std::bad_alloc|terminate called after throwing an instance of 'std::bad_alloc'|Too many heap sections)/;
/** Makes a picture of the run from the records of its log. Pure: the time comes with {@link now}. */
class RunModel {
    /** When the records come that are told next. */
    now;
    errors = [];
    builds = new Builds();
    fetches = new Fetches();
    #dryRun = new DryRun();
    #cacheTroubles = new CacheTroubles();
    #start;
    #evaluation;
    #waits = [];
    #openWaits = new Map();
    /** By the number of the activity. */
    #activities = [];
    #known = new Map();
    #lacksMemory = false;
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
        this.#dryRun.message(message.text);
        if (message.level <= LEVEL.warn) {
            this.#cacheTroubles.message(message.text, this.fetches.all.at(-1)?.cache);
        }
        if (message.level === 0)
            return this.#error(message);
        this.#evaluation.message(message.text);
        return false;
    }
    plain(line) {
        this.#lacksMemory ||= MEMORY.test(line);
    }
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
            toBuild: this.#dryRun.derivations,
            cacheTroubles: this.#cacheTroubles.all,
            lacksMemory: this.#lacksMemory,
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
        if (this.#waits.length < model_MOST)
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
        if (this.errors.length < model_MOST)
            this.errors.push(kept);
        this.builds.error(kept, this.now, this.#record);
        return true;
    }
}

;// CONCATENATED MODULE: ./build/nix/log/ids.js
/** Digits that fit into a small integer together. */
const PART = 9;
/** How many ids are known by their bytes, a power of two, and the bits of a number that are none of its logarithm. */
const KNOWN = 256;
const KNOWN_SHIFT = 24;
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
    /** Ids that were read lately, at a place that follows from them: sixteen bytes from each on, its length and number. */
    #knownHead = new Float64Array(KNOWN).fill(Number.NaN);
    #knownRest = new Float64Array(KNOWN).fill(Number.NaN);
    #knownLength = new Int32Array(KNOWN);
    #knownNumber = new Int32Array(KNOWN);
    /** Where the last id that was read ended. */
    end = 0;
    /**
     * The number of the id whose digits begin at `at`; -1 where there is none. They end at {@link end}.
     * At least sixteen more bytes are to be there.
     */
    read(bytes, view, at) {
        const head = view.getFloat64(at, true);
        const rest = view.getFloat64(at + 8, true);
        const mixed = Math.imul(view.getInt32(at + 4, true) ^ view.getInt32(at + 8, true), 0x9e37_79b1);
        const place = mixed >>> KNOWN_SHIFT;
        if (head === this.#knownHead[place] && rest === this.#knownRest[place]) {
            this.end = at + this.#knownLength[place];
            return this.#knownNumber[place];
        }
        const number = this.#parse(bytes, at, head);
        // What ends within the sixteen bytes is told by them.
        if (number >= 0 && this.end < at + 16) {
            this.#knownHead[place] = head;
            this.#knownRest[place] = rest;
            this.#knownLength[place] = this.end - at;
            this.#knownNumber[place] = number;
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
        return this.read(bytes, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0);
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
    #numbers = new Int32Array(4);
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
            // No text ends closer to the end of the last line.
            if (at + 4 > to)
                return -1;
            const four = view.getInt32(at, true);
            const found = marks(four);
            if (found === 0) {
                seen |= four;
                at += 4;
                continue;
            }
            // Where the first of them is tells which it is; a loop over the bytes would be mispredicted at every line.
            const bit = 31 - Math.clz32(found & -found);
            seen |= four & ((1 << (bit - 7)) - 1);
            at += bit >> 3;
            const byte = bytes[at];
            if (byte === QUOTE)
                break;
            // A record never holds a bare control character.
            if (byte !== BACKSLASH || bytes[at + 1] < 32)
                return -1;
            isEscaped = true;
            seen |= bytes[at + 1];
            at += 2;
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
        numbers[1] = numbers[2] = numbers[3] = 0;
        let at = from;
        for (let i = 0; i < 4; i++) {
            let value = 0;
            const first = at;
            let byte = bytes[at];
            while (byte >= 48 && byte <= 57) {
                value = (value * 10 + byte - 48) | 0;
                byte = bytes[++at];
            }
            // A longer one may be no small integer; there are few.
            if (at === first || at > first + 9 || at >= to)
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
        const id = this.#ids.read(bytes, view, at + 6);
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
/** The high bit of each byte that ends a text or is special in it; above the first one there may be wrong ones. */
function marks(four) {
    const quote = four ^ 0x22222222;
    const slash = four ^ 0x5c5c5c5c;
    const found = ((quote - 0x01010101) & ~quote) |
        ((slash - 0x01010101) & ~slash) |
        ((four - 0x20202020) & ~four);
    return found & HIGH;
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
        this.#model.plain(line);
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
            time: options.time,
            silence: options.silence,
            ...(options.look ? { look: options.look } : {}),
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

;// CONCATENATED MODULE: ./build/process/table.js


/** Ticks a second of the times in /proc/PID/stat; the same on every architecture. (proc(5), USER_HZ) */
const TICKS = 100;
/** The processes that run now: from /proc, or from ps where there is no /proc (macOS). */
async function processTable() {
    const names = await (0,external_node_fs_promises_.readdir)('/proc').catch(() => undefined);
    if (!names)
        return fromPs();
    const uptime = Number.parseFloat(await (0,external_node_fs_promises_.readFile)('/proc/uptime', 'utf8').catch(() => '0'));
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
    const [stat, command] = await Promise.all(['stat', 'cmdline'].map(file => (0,external_node_fs_promises_.readFile)(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
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
    const { stdout } = await capture(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
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

;// CONCATENATED MODULE: ./build/process/marked.js



/**
 * Every process that a command or Nix was started as has this variable, unless it took it away. Its value begins with
 * the folder of the run, so that post finds them after main was killed.
 */
const MARK = 'NIX_CI_COMMAND';
/** Milliseconds between asking a process to end and ending it. */
const marked_GRACE = 500;
/** Milliseconds that the kernel may take for it. */
const DEATH = 200;
/** The value that marks a part of a run; without one the beginning of all of them. */
function markOf(folder, part = '') {
    return `${folder}:${part}`;
}
/**
 * The processes of a command that was started with a mark: its session, those with the mark in their first environment
 * wherever they stand in the tree, and what these started. Where there is no /proc only its group.
 * @param leader the process that was started, which leads a session and a group
 */
function processesOf(leader, mark) {
    return find(({ session, group }) => session === leader || group === leader, assignment => mark !== undefined && assignment === `${MARK}=${mark}`);
}
/** The processes with a mark that begins so, and what is theirs. */
function processesMarked(beginning) {
    return find(() => false, assignment => assignment.startsWith(`${MARK}=${beginning}`));
}
async function find(isOwn, isMark) {
    const table = await processTable();
    const isMarked = await Promise.all(table.map(async (entry) => {
        if (isOwn(entry))
            return true;
        const environment = await (0,external_node_fs_promises_.readFile)(`/proc/${entry.pid}/environ`, 'latin1').catch(() => '');
        return environment.split('\0').some(isMark);
    }));
    const marked = table.filter((_, index) => isMarked[index]);
    return familyOf(table, marked, process.pid);
}
/** The marked ones with their descendants and sessions. Pure. @param self is not one of them, nor is its session */
function familyOf(table, marked, self) {
    const own = table.find(({ pid }) => pid === self);
    const sessions = new Set(marked.map(({ session }) => session));
    sessions.delete(own?.session ?? 0);
    sessions.delete(0);
    const roots = table.filter(entry => marked.includes(entry) || sessions.has(entry.session));
    const family = new Set(roots.flatMap(({ pid }) => withDescendants(table, pid)));
    return table.filter(entry => family.has(entry) && entry.pid !== self);
}
/**
 * Ends the processes that `find` gives, also those that are begun meanwhile: asked first, then killed.
 * @returns those that are there all the same: another user's
 */
async function endProcesses(find) {
    let left = await find();
    for (const [signal, patience] of [
        ['SIGTERM', marked_GRACE],
        ['SIGKILL', DEATH],
    ]) {
        for (const { pid } of left)
            kill(pid, signal);
        for (let waited = 0; waited < patience && left.length > 0; waited += 20) {
            await sleep(20);
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

;// CONCATENATED MODULE: ./build/process/picture.js
/** Processes that are shown, and characters of a command. */
const picture_MOST = 40;
const WIDTH = 160;
/**
 * Draws processes as a tree, a line each: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
function drawProcesses(processes, ports) {
    const here = new Set(processes.map(({ pid }) => pid));
    const roots = processes.filter(({ parent, pid }) => !here.has(parent) || parent === pid);
    const draw = (entry, depth) => [
        `${'  '.repeat(depth + 1)}${picture_describe(entry, ports.get(entry.pid) ?? [])}`,
        ...processes
            .filter(({ parent, pid }) => parent === entry.pid && pid !== entry.pid)
            .flatMap(child => draw(child, depth + 1)),
    ];
    const lines = roots.flatMap(root => draw(root, 0));
    const more = lines.length - picture_MOST;
    return more > 0 ? [...lines.slice(0, picture_MOST), `  … and ${more} more`] : lines;
}
function picture_describe({ pid, age, command }, ports) {
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

;// CONCATENATED MODULE: ./build/process/ports.js


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
    const tables = await Promise.all(['tcp', 'tcp6'].map(name => (0,external_node_fs_promises_.readFile)(`/proc/net/${name}`, 'utf8').catch(() => undefined)));
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
    const names = await (0,external_node_fs_promises_.readdir)(folder).catch(() => []);
    const links = await Promise.all(names.map(name => (0,external_node_fs_promises_.readlink)(`${folder}/${name}`).catch(() => '')));
    return links.flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
async function fromLsof(pids) {
    const argv = ['lsof', '-nP', '-a', '-iTCP', '-sTCP:LISTEN', '-p', pids.join(','), '-Fpn'];
    const env = { PATH: '/usr/sbin:/usr/bin:/bin' };
    const { stdout } = await capture(argv, { env }).catch(() => ({ stdout: '' }));
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

;// CONCATENATED MODULE: ./build/steps/leftovers.js




/** Milliseconds that what was asked to end, or is about to, may still take without being called left. */
const leftovers_GRACE = 300;
/** Processes that a warning names. */
const leftovers_NAMED = 8;
/**
 * What runs, as a tree with the ports on which it listens.
 * @param leader the process that was started, and leads a session
 * @param mark what its environment and that of its children has; without one only the session is looked at
 */
async function picture(leader, mark) {
    const all = await processesOf(leader, mark);
    // Of a command the leader is the shell around it, which is no news.
    const processes = mark === undefined ? all : all.filter(({ pid }) => pid !== leader);
    return drawProcesses(processes, await listeningPorts(processes.map(({ pid }) => pid)));
}
/** What a command leaves running, to be found when it has ended and before that is ended. */
async function findLeftovers(step, leader, mark) {
    let left = await processesOf(leader, mark);
    for (let waited = 0; waited < leftovers_GRACE && left.length > 0; waited += 50) {
        await sleep(50);
        left = await processesOf(leader, mark);
    }
    return leftoversOf(step, left);
}
/** Processes as the report has them. */
async function leftoversOf(step, processes) {
    const ports = await listeningPorts(processes.map(({ pid }) => pid));
    return processes.map(({ pid, command }) => ({
        step,
        pid,
        command: shortCommand(command, 200),
        ports: ports.get(pid) ?? [],
    }));
}
/** The warning about what a step left running; processes of another user stay. Pure. */
function leftoverWarning(step, left, staying) {
    const names = left.slice(0, leftovers_NAMED).map(({ pid, command, ports }) => {
        const listens = ports.length === 0 ? '' : `, listening on port ${ports.join(', ')}`;
        return `${shortCommand(command, 80)} (pid ${pid}${listens})`;
    });
    if (left.length > leftovers_NAMED)
        names.push(`${left.length - leftovers_NAMED} more`);
    const parts = left.length === 0 ? [] : [`${step} left running: ${names.join('; ')}.`];
    const them = staying.map(({ pid, command }) => `${shortCommand(command, 80)} (pid ${pid})`);
    parts.push(them.length === 0
        ? `${left.length === 1 ? 'It was' : 'They were'} ended. Let the test end what it starts: trap 'kill $(jobs -p); wait' EXIT.`
        : `What ${step} started as another user could not be ended: ${them.slice(0, leftovers_NAMED).join('; ')}. Let the test end what it starts with sudo.`);
    return parts.join(' ');
}
/** Ends what is left of a command wherever it is, before credentials are shown again. @returns what stays */
function endLeft(leader, mark) {
    return endProcesses(() => processesOf(leader, mark));
}

;// CONCATENATED MODULE: ./build/steps/context.js




/** Where nobody looks. */
const NOWHERE = { line: () => { }, flooded: () => { }, passedOver: () => { } };
/** One step on its way: its folder, its deadline, and where its output goes. */
class StepRun {
    step;
    context;
    /** The step's directory, absolute. */
    cwd;
    /** What it prints goes there, inside the fence. */
    output;
    /** Whether a try before this one failed, and what it left is not to be taken. */
    again;
    /** What this step built and fetched so far. */
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that this step's dry runs would build. */
    toBuild = new Set();
    #deadline;
    constructor(step, context, deadline, output, again = false) {
        this.step = step;
        this.context = context;
        this.cwd = (0,external_node_path_.resolve)(context.project, step.workingDirectory);
        this.output = output;
        this.again = again;
        this.#deadline = deadline;
    }
    /** Shows a line in the live log. */
    line(text) {
        this.output.line(text);
    }
    /** The limits of a process that begins now. */
    get limits() {
        const { at, said } = this.#deadline ?? {};
        const seconds = at === undefined ? 0 : Math.max(0.001, (at - performance.now()) / 1000);
        return {
            time: said === undefined ? undefined : { seconds, said },
            silence: silenceOf(this.step),
        };
    }
    /** What runs of a process of this step, told in the live log. */
    async look(leader, mark) {
        const lines = await picture(leader, mark);
        this.line(`… This step takes too long and is ended. What runs:\n${lines.join('\n')}`);
        return lines;
    }
    /**
     * A call of Nix for this step: it may use the credentials for fetching.
     * @param line told of each line for the live log
     */
    async nix(argv, env = {}, line = this.line) {
        const { nix, tokens, rim, boundary } = this.context;
        const pusher = boundary.isCrossed ? undefined : this.context.pusher;
        const options = {
            bin: nix.bin,
            cwd: this.cwd,
            env: { ...this.context.env, ...this.step.env, ...env },
            ...this.limits,
            look: leader => this.look(leader),
            cancel: rim.cancel,
            line,
            built: derivation => pusher?.began(derivation),
        };
        await tokens.show();
        try {
            const result = await callNix(withoutLockFile(argv), options);
            const counts = this.context.observed.add(result.log.run());
            this.counts = sumOf(this.counts, counts);
            for (const derivation of result.log.run().toBuild)
                this.toBuild.add(derivation);
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
    /** Another step within this one's time, of which nobody sees the log. */
    silent(step, context) {
        return new StepRun(step, context, this.#deadline, NOWHERE);
    }
    /** A question to Nix whose log nobody needs to see. */
    async quietNix(argv) {
        return this.nix(argv, {}, () => { });
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
/** What both counted together. */
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

;// CONCATENATED MODULE: ./build/nix/errors/message.js
const PREFIX = /^(?:error \(ignored\):\s*)?error:[^\S\n]*/;
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
    const text = clean(error.text).replace(PREFIX, '');
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
        headline(known, message),
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
function headline({ found, attributes }, message) {
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

;// CONCATENATED MODULE: ./build/nix/errors/script-line.js

const WRONG = /\b(?:errors?|fatal|panic(?:ked)?|fail(?:ed|ure|ures|s)?|exception|assert\w*|unbound variable|not found|no such file|permission denied|not permitted|cannot|undefined|unexpected|parameter not set|bad substitution|segmentation fault|killed|aborted)\b|(?:Error|Exception)\b/i;
const HARMLESS = /\b(?:warning|note|info|hint|debug|help)\b *[:[]/i;
const script_line_ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const script_line_PATH = String.raw `(?<path>(?:file:\/\/)?[^\s:()'"<>|*]+)`;
const script_line_LINE = String.raw `(?<line>\d+)`;
const LINE_COLUMN = String.raw `:${script_line_LINE}(?::(?<column>\d+))?`;
const script_line_form = (words, source) => ({
    pattern: new RegExp(source),
    words,
});
/** A frame of JavaScript; the innermost stands first: `    at f (file:///x/y.js:12:5)`. */
const script_line_FRAME = new RegExp(String.raw `^\s+at (?:.*\()?${script_line_PATH}:${script_line_LINE}:(?<column>\d+)\)?$`);
const FORMS = [
    // bash and busybox: `./x.sh: line 12: foo: command not found`
    script_line_form('error', String.raw `^(?<path>[^:\n]+): line ${script_line_LINE}: (?<said>.*)$`),
    // Python: `  File "x.py", line 12, in test`
    script_line_form('error', String.raw `^\s*File "(?<path>[^"\n]+)", line ${script_line_LINE}`),
    // Rust: `panicked at src/lib.rs:12:5:`, before 1.73 `panicked at 'no', src/lib.rs:12:5`
    script_line_form('error', `panicked at (?:'.*', )?${script_line_PATH}${LINE_COLUMN}:?$`),
    // rustc, with its words in the line before: `  --> src/main.rs:2:5`
    script_line_form('before', String.raw `^\s*--> ${script_line_PATH}${LINE_COLUMN}$`),
    { pattern: script_line_FRAME, words: 'error' },
    // TypeScript: `x.ts(12,5): error TS2322: …`
    script_line_form('behind', String.raw `^(?<path>[^\s():]+)\(${script_line_LINE},(?<column>\d+)\): (?<said>.*)$`),
    // make: `make: *** [Makefile:12: test] Error 1`
    script_line_form('behind', String.raw `^\S*make(?:\[\d+\])?: \*\*\* \[${script_line_PATH}:${script_line_LINE}: (?<said>.*)$`),
    // Perl: `no at x.pl line 12.`; CMake: `CMake Error at x.txt:12 (message):`
    script_line_form('error', String.raw `\bat ${script_line_PATH} line ${script_line_LINE}\b`),
    script_line_form('error', String.raw `^CMake Error at ${script_line_PATH}:${script_line_LINE}\b`),
    // dash: `x.sh: 12: foo: not found`; gcc, pytest, go and most others: `x.c:12:5: error: …`; assert: `a.out: x.c:12: …`
    script_line_form('behind', String.raw `^\s*(?:[^\s:]+: )??${script_line_PATH}: ?${script_line_LINE}(?::(?<column>\d+))?: ?(?<said>.*)$`),
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
    const kind = kindOf(end);
    const isGuess = kind === 'out-of-memory';
    const hint = isGuess || end.code === 137
        ? ['Likely out of memory; that is a guess, from the signal alone.']
        : [];
    const reason = [`${name} ${howItEnded(end)}.`, ...hint, ...whatRan(end)].join('\n');
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
function kindOf({ timedOut, cancelled, signal }) {
    if (cancelled)
        return 'cancelled';
    if (timedOut)
        return 'timeout';
    return signal === 'SIGKILL' ? 'out-of-memory' : 'test';
}
function howItEnded({ code, signal, timedOut, cancelled, expiry }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return expiry?.said ?? 'ran out of time';
    return signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
}
/** What ran when a limit was reached. */
function whatRan({ expiry }) {
    if (!expiry || expiry.running.length === 0)
        return [];
    return ['What ran then, and was ended:', ...expiry.running];
}
async function scriptPlace({ script }, repository) {
    return script && (await repository.has(script)) ? { file: script, line: 1 } : undefined;
}

;// CONCATENATED MODULE: ./build/nix/errors/rules.js
const DISK = 'The disk is full: a smaller build, a larger runner, or a step that frees space helps.';
const rules_MEMORY = 'Fewer jobs at once (`max-jobs`, `cores`) or a larger runner may help.';
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
    [at(`flake '[^']*' does not provide attribute '(?<attribute>[^']+)'`), rules_missing],
    [at(`attribute '[^']*' in selection path '(?<attribute>[^']+)' not found`), rules_missing],
    [at(String.raw `attribute '[^'\n]*' missing`), rules_missing],
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
        () => ({ kind: 'out-of-memory', words: 'ran out of memory', hint: rules_MEMORY }),
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
            String.raw `failed to open archive \(source threw exception: error: unable to download `,
            String.raw `[^\n]*(?:connection timed out|could not resolve host|(?:couldn't|could not) connect to server|HTTP error (?:429|5\d\d))`,
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
    const hint = `Likely out of memory; that is a guess, from the signal alone. ${rules_MEMORY}`;
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
function rules_missing({ attribute }) {
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
        const causes = explain_causesOf(all);
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
    const attributes = failures.attribute ? [failures.attribute] : [];
    return last ? [{ ...last, attributes: new Set(attributes) }] : [];
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
    if (end.timedOut) {
        const how = end.expiry?.said ?? 'ran out of time';
        return { error: error(`Nix ${how}`), found: { kind: 'timeout' } };
    }
    if (end.lacksMemory) {
        return { error: error('Nix ran out of memory'), found: { kind: 'out-of-memory', hint: rules_MEMORY } };
    }
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
function explain_causesOf(all) {
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
function endOf({ cancelled, timedOut, expiry, code, signal }) {
    if (cancelled)
        return 'was cancelled';
    if (timedOut)
        return expiry?.said ?? 'ran out of time';
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
    const { errors, builds, lacksMemory } = result.log.run();
    const itself = about.attribute ?? about.within;
    const failures = {
        errors: errors.map(error => {
            const attribute = about.attribute ?? error.attribute ?? about.within;
            const text = about.inWords?.(error.text) ?? error.text;
            return { ...error, text, ...(attribute ? { attribute } : {}) };
        }),
        builds: builds
            .filter(({ status }) => status === 'failed' || status === 'timeout')
            .map(build => ({ derivation: build.derivation, log: build.tail() })),
        ...(about.attributes ? { attributes: about.attributes } : {}),
        needs: await needsOf(run, builds),
        end: { ...result, lacksMemory },
        ...(itself ? { attribute: itself } : {}),
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
    const message = [...(status === 'failure' ? [] : [cutShort(result)]), ...said].join('\n\n');
    return {
        status,
        exitCode: codeOf(result),
        error: stepError({ ...first, message }),
        causes: causes.length > 0 ? causesOf(causes) : [{ kind: 'other', said: message }],
        failedDependencies: causes.flatMap(one => explain_dependency(one, result)),
    };
}
/** Why a call did not come to its end, and what ran then. */
function cutShort(result) {
    const builds = result.log.run().builds.filter(({ status }) => status === 'timeout');
    const names = builds.map(({ name }) => name).slice(0, 10);
    const built = names.length > 0 ? ` Nix was building ${names.join(', ')}.` : '';
    const running = result.expiry?.running ?? [];
    const ran = running.length > 0 ? ['What ran then, and was ended:', ...running] : [];
    return [`The step ${endOf(result)}.${built}`, ...ran].join('\n');
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
    const script = scriptOf(step.argument)?.path;
    const scene = { repository: context.repository, roots: [{ path: context.workspace, folder: '' }] };
    const folder = (0,external_node_path_.relative)(context.workspace, cwd);
    const explained = await explainCommand({
        name: step.name,
        end: exit,
        output: output.length > 0 ? output : ['(it printed nothing)'],
        folder,
        ...(script && !(0,external_node_path_.isAbsolute)(script) ? { script: (0,external_node_path_.join)(folder, script) } : {}),
        reproduce,
    }, scene);
    return {
        status,
        exitCode: codeOf(exit),
        error: stepError(explained),
        causes: [causeOfCommand(explained, exit.code)],
    };
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
    const { step, context } = run;
    const system = step.system ? ['--system', step.system] : [];
    const words = ['build', ...expandWords(step.argument), ...system, ...step.args];
    const link = step.outLink ? ['--out-link', step.outLink] : ['--no-link'];
    const tellsPaths = isAtLeast(context.nix.version, PRINTS_PATHS) && !words.includes('--json');
    const print = tellsPaths ? ['--print-out-paths'] : [];
    const how = context.plan ? ['--dry-run'] : [...link, ...print];
    const result = await run.nix(['nix', ...words, '--keep-going', ...how]);
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

;// CONCATENATED MODULE: ./build/process/flood.js

/** Bytes of a stream that are read line by line. */
const WHOLE = 64 * 1024 * 1024;
/** Bytes of its end that are kept once it is longer. */
const END = 64 * 1024;
/** Lines of its end. */
const LAST = 40;
/**
 * Reads a stream line by line as long as it is of a size that anybody reads. What comes then is passed over as fast as it
 * comes, in constant memory, but for its last lines.
 */
class Flood {
    #listener;
    #splitter;
    #most;
    #bytes = 0;
    #end = [];
    #kept = 0;
    constructor(listener, most = WHOLE) {
        this.#listener = listener;
        this.#splitter = new LineSplitter(line => listener.line(line));
        this.#most = most;
    }
    write(chunk) {
        const before = this.#bytes;
        this.#bytes += chunk.length;
        if (before < this.#most) {
            this.#splitter.write(chunk);
            if (this.#bytes >= this.#most)
                this.#flooded();
            return;
        }
        this.#end.push(chunk);
        this.#kept += chunk.length;
        while (this.#kept - (this.#end[0]?.length ?? 0) >= END) {
            this.#kept -= this.#end.shift()?.length ?? 0;
        }
    }
    /** Bytes that were passed over so far. */
    get passedOver() {
        return Math.max(0, this.#bytes - this.#most);
    }
    /** The last whole lines of what is passed over. */
    last(count = LAST) {
        const text = Buffer.concat(this.#end).subarray(-END).toString();
        const lines = text.split('\n');
        // The first one is a part of one, unless it is all there is.
        if (lines.length > 1)
            lines.shift();
        if (lines.at(-1) === '')
            lines.pop();
        return lines.slice(-count).map(line => line.replace(/\r$/, ''));
    }
    end() {
        this.#splitter.end();
        if (this.#kept === 0)
            return;
        const lines = this.last();
        this.#listener.passedOver(this.#bytes - this.#most);
        for (const line of lines)
            this.#listener.line(line);
        this.#end = [];
        this.#kept = 0;
    }
    #flooded() {
        this.#splitter.end();
        this.#listener.flooded(this.#most);
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

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/process/spoken.js
const COMMAND = /^\s*::(error|warning|notice|add-mask)(?: (.*?))?::(.*)$/is;
/** Reads `::name key=value,…::data` as the runner does. (actions/runner, ActionCommand.cs) */
function parseSpoken(line) {
    const [, name = '', head = '', data = ''] = COMMAND.exec(line) ?? [];
    if (name === '')
        return undefined;
    const pairs = head.split(',').flatMap((pair) => {
        const at = pair.indexOf('=');
        if (at < 1)
            return [];
        return [[pair.slice(0, at).trim().toLowerCase(), propertyText(pair.slice(at + 1))]];
    });
    return {
        name: name.toLowerCase(),
        properties: Object.fromEntries(pairs),
        data: dataText(data),
    };
}
function dataText(text) {
    return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
function propertyText(text) {
    return dataText(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
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
        // Where another failure was expected the step itself tells all.
        const told = failed && step.expectation !== 'missed';
        const causes = told ? [...failedChecks(step), ...failedDependencies(step)] : [];
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
/** One warning a step that is flaky: it passed only after it had failed. */
function flakyWarnings({ steps }, budget = BUDGET) {
    const flaky = steps.filter(step => step.flaky);
    if (flaky.length <= budget)
        return flaky.map(flakyWarning);
    if (budget < 1)
        return [];
    const rest = flaky.slice(budget - 1);
    const names = rest.map(({ name }) => name).join('\n');
    return [
        ...flaky.slice(0, budget - 1).map(flakyWarning),
        { title: `${rest.length} more are flaky`, message: cutMiddle(names, annotations_LONGEST) },
    ];
}
function flakyWarning({ name, attempts, earlier = [] }) {
    const failed = earlier.map(({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`);
    const message = [
        `${name} passed at attempt ${attempts}, after it had failed. Its test or build is not reliable: repair it, or it will fail again.`,
        ...failed,
    ].join('\n\n');
    return {
        title: `${name}: flaky`,
        message: cutMiddle(message, annotations_LONGEST),
        ...annotations_placeOf(earlier[0]?.error),
    };
}
/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
function timingText(record) {
    const parts = [
        `${record.seconds.toFixed(1)} s`,
        record.status,
        'reason' in record ? record.reason : undefined,
        'attempts' in record ? attemptsText(record) : undefined,
        record.counts ? countsText(record.counts) : undefined,
    ];
    return parts.filter(part => part).join(' · ');
}
function attemptsText({ flaky, attempts }) {
    if (flaky)
        return `flaky: attempt ${attempts}`;
    return attempts > 1 ? `${attempts} attempts` : undefined;
}
function timingNotice(record) {
    return { title: record.name, message: timingText(record) };
}
function failureError({ name, step, status, seconds, error }) {
    const took = name === step || seconds === 0 ? '' : ` after ${durationText(seconds)}`;
    return {
        title: `${name}: ${status}${took}`,
        message: cutMiddle(error.message, annotations_LONGEST),
        ...annotations_placeOf(error),
    };
}
function annotations_placeOf({ file, line, column } = {}) {
    return {
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
    };
}

;// CONCATENATED MODULE: ./build/steps/speech.js





/** A shorter mask would hide words of everybody's log. */
const SHORTEST_MASK = 8;
/** Masks of a command: each makes every later line of the job dearer. */
const MOST_MASKS = 100;
const LONGEST_TITLE = 200;
/** Listens to a command for what its step allows it to say to the runner. */
class Speech {
    #run;
    #heard = [];
    #masks = new Set();
    #told = new Set();
    #unheard = 0;
    constructor(run) {
        this.#run = run;
    }
    /**
     * Takes a line that the command printed.
     * @returns whether it belongs into the log: a mask would show there what it hides
     */
    take(line) {
        if (!this.#run.step.annotations)
            return true;
        // The runner ends a line at a CR too.
        const commands = line.split('\r').flatMap(part => parseSpoken(part) ?? []);
        for (const command of commands) {
            if (command.name === 'add-mask')
                this.#mask(command.data);
            else
                this.#hear(command.name, command);
        }
        return commands.every(({ name }) => name !== 'add-mask');
    }
    /** What is to be told of the command when the job's own annotations have been. */
    async annotations() {
        const annotations = this.#heard.map(({ kind, command }) => this.#annotation(kind, command));
        return { annotations: await Promise.all(annotations), unheard: this.#unheard };
    }
    #hear(kind, command) {
        const isFull = this.#heard.filter(it => it.kind === kind).length >= BUDGET;
        if (isFull)
            this.#unheard++;
        else
            this.#heard.push({ kind, command });
    }
    /** The runner hides every line of a mask, so each has to be long enough. */
    #mask(text) {
        const lines = text.split(/[\r\n]+/).filter(line => line.trim() !== '');
        for (const line of lines) {
            if (line.trim().length < SHORTEST_MASK)
                this.#tell(`ignored a mask (::add-mask::) of fewer than ${SHORTEST_MASK} characters, which would hide too much of the log.`);
            else if (this.#masks.size >= MOST_MASKS && !this.#masks.has(line))
                this.#tell(`ignored masks (::add-mask::) after the first ${MOST_MASKS}.`);
            else if (!this.#masks.has(line)) {
                this.#masks.add(line);
                this.#run.context.rim.say.mask(line);
            }
        }
    }
    #tell(what) {
        if (this.#told.has(what))
            return;
        this.#told.add(what);
        this.#run.context.rim.say.notice(`${this.#run.step.name}: ${what}`);
    }
    async #annotation(kind, { properties, data }) {
        const { name } = this.#run.step;
        const { title = '', file = '' } = properties;
        const place = file === '' ? undefined : await this.#file(file);
        const said = speech_plain(data);
        const numbers = {
            ...number('line', properties.line),
            ...number('endLine', properties.endline),
            ...number('column', properties.col),
            ...number('endColumn', properties.endcolumn),
        };
        const elsewhere = file === '' || place ? '' : `${speech_plain(file)}:${numbers.line ?? ''} `;
        return {
            kind,
            // It must not read as one of ours.
            title: [name, speech_plain(title).replaceAll('\n', ' ')]
                .filter(it => it !== '')
                .join(': ')
                .slice(0, LONGEST_TITLE),
            message: cutMiddle(`${elsewhere}${said}`, annotations_LONGEST) || '(no message)',
            ...(place ? { file: place, ...numbers } : {}),
        };
    }
    /** Tools name files relative to where they run, or to the top; what is not in the repository has no place on the page. */
    async #file(path) {
        const { context, cwd } = this.#run;
        const candidates = (0,external_node_path_.isAbsolute)(path) ? [path] : [(0,external_node_path_.join)(cwd, path), (0,external_node_path_.join)(context.workspace, path)];
        for (const candidate of candidates) {
            const file = (0,external_node_path_.relative)(context.workspace, (0,external_node_path_.normalize)(candidate));
            if (!file.startsWith('..') && (await context.repository.has(file)))
                return file;
        }
        return undefined;
    }
}
function number(key, text = '') {
    return /^[1-9]\d{0,8}$/.test(text.trim()) ? { [key]: Number(text) } : {};
}
/** Without terminal colours and control characters. */
function speech_plain(text) {
    return (0,external_node_util_.stripVTControlCharacters)(text)
        .replace(/\r\n?/g, '\n')
        .replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '')
        .trim();
}

;// CONCATENATED MODULE: ./build/steps/command.js












/**
 * Both streams go through one pipe: two are not ordered between them. The shell stays, so that a command which ends its
 * parent does not end the action; what asks the group to end, it leaves to the command.
 */
const WRAPPED = ['/bin/sh', '-c', 'trap : HUP INT TERM; "$@" 2>&1; exit $?', 'sh'];
/** Bytes of a command's own output and summary files that are taken over. */
const LARGEST_FILE = 256 * 1024;
const command_TAIL = 40;
/** A command's files in place of the runner's. */
const OWN_FILES = ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'];
const REFUSED_FILES = ['GITHUB_ENV', 'GITHUB_PATH'];
/**
 * Runs project code outside the sandbox. This is the far side of the boundary: the credentials for fetching are put
 * away before, unless the step asks for them.
 */
async function enter(run, entry) {
    const { step, context } = run;
    await context.boundary.cross();
    await (step.credentials ? context.tokens.show() : context.tokens.hide());
    const files = await ownFiles(run);
    const mark = markOf(context.rim.folder, (0,external_node_crypto_.randomUUID)());
    const tail = new Tail(command_TAIL);
    const speech = new Speech(run);
    let leader = 0;
    let left = [];
    const exit = await spawn_run([...WRAPPED, ...entry.argv], {
        cwd: run.cwd,
        env: { ...commandEnvironment(run, entry, files), [MARK]: mark },
        ...run.limits,
        cancel: context.rim.cancel,
        look: pid => run.look(pid, mark),
        began: pid => {
            leader = pid;
        },
        leaving: async () => {
            left = await findLeftovers(step.name, leader, mark);
        },
        stdout: new Flood({
            line: line => {
                if (!speech.take(line))
                    return;
                tail.push(line);
                run.line(line);
            },
            flooded: most => run.output.flooded(most),
            passedOver: bytes => run.output.passedOver(bytes),
        }),
    });
    tellLeft(run, left, await endLeft(leader, mark));
    await context.tokens.hide();
    const outcome = await outcomeOfCommand(run, exit, tail.lines(), entry.reproduce);
    const said = await speech.annotations();
    return { ...command_withHint(outcome, run), ...(await readFiles(run, files)), ...said };
}
/** Tells of what the command left running, which has been ended. */
function tellLeft({ step, context }, left, staying) {
    if (left.length === 0 && staying.length === 0)
        return;
    context.leftovers.push(...left);
    context.rim.say.warning(leftoverWarning(step.name, left, staying), 'Left running');
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
async function ownFiles(run) {
    // A folder of each command's own: what an earlier one made of its files is nothing to this one.
    const folder = run.private(`command-${(0,external_node_crypto_.randomUUID)()}`);
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    const files = [...OWN_FILES, ...REFUSED_FILES].map(name => [name, (0,external_node_path_.join)(folder, name)]);
    await Promise.all(files.map(([, file]) => (0,external_node_fs_promises_.writeFile)(file, '')));
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
    const file = await (0,external_node_fs_promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
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
    (0,external_node_fs_.rmSync)(reached_markOf(run), { recursive: true, force: true });
    return `: >${quote(reached_markOf(run))}\n${command}`;
}
/** A step whose command never began has tested nothing, whatever the exit code says. */
function whetherReached(run, outcome) {
    if ((0,external_node_fs_.existsSync)(reached_markOf(run)))
        return outcome;
    if (outcome.status !== 'success') {
        const said = `${run.step.name}: the shell ended before the command began.`;
        return { ...outcome, causes: [{ kind: 'other', said }] };
    }
    const message = `${run.step.name}: the shell ended with exit code 0 before the command began. Look for exit or exec in the shellHook.`;
    return {
        ...outcome,
        status: 'failure',
        error: { message },
        causes: [{ kind: 'other', said: message }],
    };
}
function reached_markOf(run) {
    return run.private('reached');
}

;// CONCATENATED MODULE: ./build/steps/kinds/shell-inputs.js


/**
 * Builds what entering the shell of a derivation needs, or asks for it where nothing is built. nix-shell itself does it,
 * so that it is exactly that; a shell that does nothing in place of bash keeps the shellHook for the steps.
 */
async function makeInputs(run, derivation, about) {
    const dry = run.context.plan ? ['--dry-run'] : [];
    await (0,external_node_fs_promises_.mkdir)(run.private('roots'), { recursive: true });
    const built = await run.nix(['nix-shell', derivation, '--run', ':', ...dry], {
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
    await (0,external_node_fs_promises_.writeFile)(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    return path;
}

;// CONCATENATED MODULE: ./build/steps/kinds/develop.js









/** What nix-shell keeps in a pure environment; `nix develop --ignore-environment` would drop even HOME. */
const develop_KEPT = ['HOME', 'USER', 'LOGNAME', 'TERM', 'TZ', 'XDG_RUNTIME_DIR'];
/** A command in a flake's dev shell; without one the environment is built and entered. */
async function develop(run, shells) {
    const made = await shells.of(run, make);
    if ('failed' in made)
        return made.failed;
    const { step, context } = run;
    if (context.plan)
        return SUCCESS;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const { path, bash } = made.shell;
    if (!bash)
        return refused('develop: the dev shell brings no bash, and none of version 5 or newer is on PATH.');
    const script = run.private(`develop-${crypto.randomUUID()}.sh`);
    // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
    await (0,external_node_fs_promises_.writeFile)(script, `source ${path}\n${reached(run, asScript(command))}\n`);
    // The environment makes a folder there for each entering, which nobody removes.
    const temporary = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'nix-ci-'));
    const outcome = await enter(run, {
        argv: [bash, '--noprofile', '--norc', script],
        env: { SHELL: bash, TMPDIR: temporary },
        ...(step.pure ? { only: [...develop_KEPT, 'SHELL', 'TMPDIR', ...variablesOf(run)] } : {}),
        reproduce: reproduce(run, command),
    });
    // What the command made unremovable stays; that is no failure of the step.
    await (0,external_node_fs_promises_.rm)(temporary, { recursive: true, force: true }).catch(() => { });
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
    if (context.plan)
        return planShell(run);
    await (0,external_node_fs_promises_.mkdir)(run.private('roots'), { recursive: true });
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
    await (0,external_node_fs_promises_.writeFile)(path, result.stdout);
    // The environment is made by the derivation's own builder, which is always a bash (develop.cc).
    const builder = /^(?:export |declare -x )?builder='?([^'\n]+\/bash)'?$/m.exec(result.stdout)?.[1];
    return { shell: { path, bash: builder ?? (await modernBash(context.env)) } };
}
/** What stands between a flake and its dev shell, as `nix develop` looks for it. (installables.cc, develop.cc) */
function attributesOf(fragment, system) {
    if (fragment === '')
        return [
            `devShells.${system}.default`,
            `devShell.${system}`,
            `packages.${system}.default`,
            `defaultPackage.${system}`,
        ];
    return [
        `devShells.${system}.${fragment}`,
        `packages.${system}.${fragment}`,
        `legacyPackages.${system}.${fragment}`,
        fragment,
    ];
}
/** What a plan asks instead: `nix develop` has no dry run. The small build that reads the variables is not counted. */
async function planShell(run) {
    const { step, context } = run;
    const isFile = step.args.some(arg => /^(-f|--file|-E|--expr)$/.test(arg));
    const [flake = '', fragment = ''] = (step.shell ?? '').split('#');
    const installables = isFile
        ? [step.shell ? `${step.shell}.drvPath` : 'drvPath']
        : attributesOf(fragment, context.nix.system).map(it => `${flake || '.'}#${it}.drvPath`);
    const about = { entry: 'flake.nix', reproduce: reproduce(run, ':') };
    for (const [index, installable] of installables.entries()) {
        const result = await run.quietNix(['nix', 'eval', '--raw', installable, ...step.args]);
        if (result.code === 0)
            return makeInputs(run, result.stdout.trim(), about);
        const isMissing = result.log.errors.some(error => error.includes('does not provide attribute'));
        if (!isMissing || index === installables.length - 1)
            return { failed: await outcomeOfNix(run, result, about) };
    }
    throw new Error('a dev shell has attributes');
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

;// CONCATENATED MODULE: ./build/steps/observed.js


/** Derivations whose references are looked up: a chart shows far fewer. */
const MOST_LOOKED_UP = 2000;
/** What all calls of Nix of a run built and fetched. */
class Observed {
    derivations = [];
    fetches = [];
    counts = { built: 0, fetched: 0, fetchedBytes: 0 };
    /** Derivations that dry runs would build, each once. */
    toBuild = new Set();
    /** What the first call said of each cache that did not deliver, by its address. */
    cacheTroubles = new Map();
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
        for (const trouble of log.cacheTroubles) {
            if (!this.cacheTroubles.has(trouble.url))
                this.cacheTroubles.set(trouble.url, trouble);
        }
        for (const derivation of log.toBuild)
            this.toBuild.add(derivation);
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
    const text = await (0,external_node_fs_promises_.readFile)(path, 'latin1').catch(() => '');
    const list = /^Derive\(\[(.*?)\],\[/s.exec(text)?.[1] ?? '';
    const outputs = [...list.matchAll(/\("[^"]*","(\/nix\/store\/[^"]+)"/g)].map(match => match[1] ?? '');
    const named = text.match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [];
    return { outputs, inputs: [...new Set(named)].filter(it => it !== path && !outputs.includes(it)) };
}
async function inputsOf(path) {
    return (await readDerivation(path)).inputs;
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
;// CONCATENATED MODULE: ./build/steps/plan.js

/** Why something was not run. */
const PLAN = 'plan: true';
/** A step as a plan takes it: only evaluation can fail, and trying again would show the same. */
function asPlanned(step) {
    return { ...step, expectFailure: false, retries: 0 };
}
/** A check that would have to be built is not run; without a plan the outcome as it is. */
function withoutBuilt({ context, toBuild }, outcome) {
    if (!context.plan || !outcome.checks)
        return outcome;
    const checks = outcome.checks.map(check => check.status === 'cached' && toBuild.has(check.drv ?? '')
        ? { ...check, status: 'not-run' }
        : check);
    return { ...outcome, checks };
}
/**
 * A step that evaluated, as the report has it: no command was run, and nothing was built.
 * @param toBuild how many derivations it would build
 */
function planned(step, data, toBuild) {
    if (data.status !== 'success' || step.kind === 'eval')
        return data;
    const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`;
    return runsProjectCode(step)
        ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
        : { ...data, reason };
}

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
    return askChecks(run, log.start);
}
/**
 * The checks for this system with their derivations, which are in the store then; none where the flake has no checks.
 * @param at milliseconds of the clock of the logs; what each took to evaluate is not known
 */
async function askChecks(run, at) {
    const { names } = await checkNames(run);
    const asked = names.length > 0 ? await derivationPaths(run, names) : [];
    const evaluated = asked.map(({ name, derivation }) => ({
        kind: 'derivation',
        name,
        derivation,
        start: at,
        end: at,
    }));
    return { evaluated, explained: asked.flatMap(({ explained }) => explained) };
}
/** An error that old versions do not name an attribute for gives way to the same one that does. */
function check_names_named(explained, asked) {
    const isSaid = ({ kind, attributes, derivation }) => attributes.length === 0 && derivation === undefined && asked.some(it => it.kind === kind);
    return [...explained.filter(one => !isSaid(one)), ...asked];
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
    const dry = run.context.plan ? ['--dry-run'] : [];
    const result = build
        ? await run.nix(['nix-store', '--realise', '--keep-going', ...dry, ...derivations])
        : last;
    if (!result)
        return SUCCESS;
    const about = aboutChecks(run, evaluated, reproduce);
    const all = [...explained, ...(build ? await explainCall(run, result, about) : [])];
    const checks = await checksOf(evaluated, result, all);
    // A check that does not evaluate fails the step, however well the others build.
    const ended = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result;
    return withoutBuilt(run, { ...explain_outcomeOf(ended, all, about), ...checks });
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

;// CONCATENATED MODULE: ./build/steps/each/arguments.js
/** Flags of `nix flake check` that other commands do not know. */
const OF_CHECK = ['--all-systems', '--no-build'];
/** Flags about the inputs of a flake, and the words after each. */
const OF_INPUTS = new Map([
    ['--override-input', 2],
    ['--update-input', 1],
    ['--no-update-lock-file', 0],
]);
/** A step's arguments for a command that only asks of the same flake. */
function questionArguments(args) {
    return args.filter(arg => !OF_CHECK.includes(arg));
}
/**
 * A step's arguments for a flake that has the step's flake as an input: inputs are named from there. Whether the lock
 * file may be changed was found out on the flake itself.
 * @param name of that input
 */
function wrappedArguments(args, name) {
    return mapInputs(args, (flag, [input, ...rest]) => input === undefined ? [] : [flag, `${name}/${input}`, ...rest]);
}
/** A step's arguments for a flake without inputs. */
function inputlessArguments(args) {
    return mapInputs(args, () => []);
}
function mapInputs(args, change) {
    const changed = [];
    for (let at = 0; at < args.length; at++) {
        const flag = args[at] ?? '';
        const count = OF_INPUTS.get(flag);
        if (count === undefined)
            changed.push(flag);
        else
            changed.push(...change(flag, args.slice(at + 1, at + 1 + count)));
        at += count ?? 0;
    }
    return changed;
}

;// CONCATENATED MODULE: ./build/steps/each/lines.js

/** What each of many calls says of itself. */
const ROUTINE = /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/;
/**
 * Shows what calls of Nix say that look at one attribute each: without what is the same for all, and a warning once.
 * @param show told of each message
 */
function onceEach(show) {
    const warnings = new Set();
    return text => {
        const plain = withoutColours(text);
        if (ROUTINE.test(plain) || warnings.has(plain))
            return;
        if (plain.startsWith('warning:'))
            warnings.add(plain);
        show(text);
    };
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/steps/each/locks.js

/** Inputs that follow one another further than this are taken for a circle. */
const locks_LONGEST = 100;
/**
 * Whether a flake has the same inputs, and these theirs, as it has when it is itself an input of another.
 * @param name of that input
 */
function hasSameInputs(own, outer, name) {
    const itself = nodeOf(outer, [name]);
    const seen = new Set();
    const isSame = (one, other) => {
        const [a, b] = [own.nodes[one ?? ''], outer.nodes[other ?? '']];
        if (!a || !b || (one === own.root) !== (other === itself))
            return false;
        const pair = JSON.stringify([one, other]);
        if (seen.has(pair))
            return true;
        seen.add(pair);
        const isEqual = (0,external_node_util_.isDeepStrictEqual)(a.locked, b.locked) && a.flake === b.flake;
        if (one !== own.root && !isEqual)
            return false;
        const [inputs, others] = [a.inputs ?? {}, b.inputs ?? {}];
        return (isSameParent(a, b) &&
            (0,external_node_util_.isDeepStrictEqual)(Object.keys(inputs).sort(), Object.keys(others).sort()) &&
            Object.keys(inputs).every(key => isSame(nodeOf(own, inputs[key]), nodeOf(outer, others[key]))));
    };
    const isSameParent = ({ parent: one }, { parent: other }) => one && other ? isSame(nodeOf(own, one), nodeOf(outer, other)) : one === other;
    return isSame(own.root, itself);
}
function nodeOf(locks, input, depth = 0) {
    if (input === undefined || typeof input === 'string' || depth > locks_LONGEST) {
        return typeof input === 'string' ? input : undefined;
    }
    return input.reduce((node, key) => nodeOf(locks, locks.nodes[node ?? '']?.inputs?.[key], depth + 1), locks.root);
}

;// CONCATENATED MODULE: ./build/steps/each/original.js



/** What is read where it lies: Nix gives the places of its errors there. */
const LOCAL = /^(?:git\+file|path|file):/;
/** What Nix says of the flake of a step; undefined where it cannot. */
async function metadataOf(run, reference, args) {
    const words = ['nix', 'flake', 'metadata', '--json', reference];
    const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)]);
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/** The flake as an input of another; undefined where its `nixConfig` cannot be read. */
async function originalOf({ context: { nix, env }, step }, { resolvedUrl, url, resolved, path }) {
    const file = (0,external_node_path_.join)(path, resolved.dir ?? '', 'flake.nix');
    const read = 'file: (import (/. + file)).nixConfig or { }';
    const argv = [
        (0,external_node_path_.join)(nix.bin, 'nix-instantiate'),
        ...['--eval', '--strict', '--json', '--argstr', 'file', file, '--expr', read],
    ];
    const { code, stdout } = await capture(argv, { env: { ...env, ...step.env }, cwd: '/' });
    if (code !== 0)
        return undefined;
    const nixConfig = JSON.parse(stdout);
    return { url: LOCAL.test(resolvedUrl) ? resolvedUrl : (url ?? resolvedUrl), nixConfig };
}

;// CONCATENATED MODULE: ./build/steps/each/pieces.js
/** Outputs with a set for each system. */
const BY_SYSTEM = ['checks', 'packages', 'devShells', 'apps', 'bundlers'];
/** Outputs of which each attribute is judged by itself. */
const BY_NAME = [
    'defaultPackage',
    'devShell',
    'defaultApp',
    'formatter',
    'overlays',
    'nixosModules',
    'nixosConfigurations',
    'hydraJobs',
    'templates',
];
/** Parts the outputs of a flake into pieces: together they are all of it, and nothing is in two of them. */
function pieces_piecesOf(outputs) {
    return Object.entries(outputs).flatMap(([output, names]) => piecesOfOutput(output, names));
}
function piecesOfOutput(output, names) {
    if (!names)
        return [whole(output)];
    const { all, systems } = names;
    const inSystems = Object.entries(systems ?? {}).map(([system, members]) => ({
        name: system,
        paths: (members ?? []).map(member => [output, system, member]),
    }));
    const parts = systems ? inSystems : all.map(name => ({ name, paths: [[output, name]] }));
    const parted = parts.filter(({ paths }) => paths.length > 0);
    const without = parted.map(({ name }) => name);
    const isLeft = parted.length === 0 || all.some(name => !without.includes(name));
    const pieces = parted.flatMap(({ paths }) => paths.map(path => ({ path, without: [] })));
    return isLeft ? [...pieces, whole(output, without)] : pieces;
}
function whole(output, without = []) {
    return { path: [output], without };
}
/** The attribute as reports name it: `checks.x86_64-linux.lint`. */
function pieces_nameOf({ path }) {
    return path.join('.');
}

;// CONCATENATED MODULE: ./build/steps/each/wrapper.js
/** The name of the flake that a wrapper takes its outputs from. */
const ORIGINAL = 'original';
/**
 * A flake whose outputs are a piece of another's; attributes keep their positions in their own file, which neither
 * builtin changes. One check stands among the packages, which Nix judges as it does checks but does not build.
 */
function pieceFlake(original, { path, without }) {
    const part = `only ${wrapper_list(path)} ${ORIGINAL}.outputs`;
    const cut = `builtins.mapAttrs (_: set: builtins.removeAttrs set ${wrapper_list(without)}) (${part})`;
    const outputs = without.length > 0 ? cut : part;
    return flake(original, `let
      only = path: set:
        if path == [ ] then set
        else builtins.mapAttrs (_: only (builtins.tail path))
          (builtins.intersectAttrs { \${builtins.head path} = null; } set);
    in ${wrapper_isCheck(path) ? `{ packages = (${outputs}).checks; }` : outputs}`);
}
/** Whether the piece is one check. */
function wrapper_isCheck(path) {
    return path.length === 3 && path[0] === 'checks';
}
/**
 * A flake with two outputs: `top`, the names of the outputs, and `names`, by output the systems or attributes in it;
 * null where it is looked at as a whole.
 * @param systems whose attributes are wanted; all without
 */
function namesFlake(original, bySystem, byName, systems) {
    const wanted = systems
        ? `(builtins.intersectAttrs { ${systems.map(it => `${wrapper_text(it)} = null;`).join(' ')} } set)`
        : 'set';
    return flake(original, `let
      members = set: if builtins.isAttrs set then builtins.attrNames set else null;
      names = name: set:
        if !builtins.isAttrs set then null
        else if builtins.elem name ${wrapper_list(bySystem)} then {
          all = builtins.attrNames set;
          systems = builtins.mapAttrs (_: members) ${wanted};
        }
        else if builtins.elem name ${wrapper_list(byName)} && !(set ? type) then { all = builtins.attrNames set; }
        else null;
    in {
      top = builtins.attrNames ${ORIGINAL}.outputs;
      names = builtins.mapAttrs names ${ORIGINAL}.outputs;
    }`);
}
/** A flake whose checks are derivations that are in the store already: nothing is evaluated, everything built. */
function buildFlake(nixConfig, checks) {
    const lines = checks.map(({ system, name, derivation }) => `checks.${wrapper_text(system)}.${wrapper_text(name)} = known ${wrapper_text(name)} ${wrapper_text(derivation)};`);
    return `{
  nixConfig = ${literal(nixConfig)};
  outputs = _:
    let
      known = name: path: {
        inherit name;
        type = "derivation";
        drvPath = builtins.appendContext path { \${path} = { allOutputs = true; }; };
      };
    in {
      ${lines.join('\n      ')}
    };
}
`;
}
function flake({ url, nixConfig }, outputs) {
    return `{
  nixConfig = ${literal(nixConfig)};
  inputs.${ORIGINAL}.url = ${wrapper_text(url)};
  outputs = { ${ORIGINAL}, ... }:
    ${outputs};
}
`;
}
/** A value as Nix reads it back; nixConfig has only what JSON has too. */
function literal(value) {
    if (Array.isArray(value))
        return `[ ${value.map(literal).join(' ')} ]`;
    if (typeof value === 'object' && value !== null) {
        const pairs = Object.entries(value).map(([key, one]) => `${wrapper_text(key)} = ${literal(one)};`);
        return `{ ${pairs.join(' ')} }`;
    }
    return typeof value === 'string' ? wrapper_text(value) : String(value);
}
function wrapper_list(words) {
    return `[ ${words.map(wrapper_text).join(' ')} ]`;
}
/** A string in Nix. */
function wrapper_text(value) {
    return `"${value.replace(/["\\]|\$(?=\{)/g, '\\$&')}"`;
}

;// CONCATENATED MODULE: ./build/steps/each/names.js










/**
 * Makes ready to look at the flake of a step through flakes that have it as their input.
 * @param systems whose attributes are wanted; all without
 * @returns undefined where it would not be the same flake then: Nix finds other inputs for it, or does not take it
 */
async function wrap(run, systems) {
    const own = await metadataOf(run, reference(run), run.step.args);
    const original = own && (await originalOf(run, own));
    if (!original)
        return undefined;
    const folder = run.private(`each-${(0,external_node_crypto_.randomUUID)()}`);
    const args = wrappedArguments(run.step.args, ORIGINAL);
    await writeFlake((0,external_node_path_.join)(folder, 'names'), namesFlake(original, BY_SYSTEM, BY_NAME, systems));
    const outer = await metadataOf(run, urlOf((0,external_node_path_.join)(folder, 'names')), args);
    return outer && isSameFlake(own, outer) ? { original, folder, args } : undefined;
}
function isSameFlake({ locks, locked }, outer) {
    const node = outer.locks.nodes[outer.locks.root]?.inputs?.[ORIGINAL];
    const other = outer.locks.nodes[String(node)]?.locked;
    const isSame = locked.narHash === other?.narHash && locked.rev === other?.rev;
    return isSame && hasSameInputs(locks, outer.locks, ORIGINAL);
}
/**
 * The outputs of the flake, and what is in them as far as it can be told; what cannot is looked at as a whole.
 * @returns undefined where there are no outputs to be told
 */
async function namesOf(run, wrapped) {
    const all = await names_ask(run, wrapped, 'names');
    if (all)
        return all;
    const top = await names_ask(run, wrapped, 'top');
    const names = {};
    for (const output of top ?? []) {
        const one = await names_ask(run, wrapped, `names.${JSON.stringify(output)}`);
        names[output] = one ?? null;
    }
    return top && names;
}
async function names_ask(run, { folder, args }, attribute) {
    const installable = `${urlOf((0,external_node_path_.join)(folder, 'names'))}#${attribute}`;
    const words = ['nix', 'eval', '--json', installable];
    const { code, stdout } = await run.quietNix([...words, ...questionArguments(args)]);
    return code === 0 ? JSON.parse(stdout) : undefined;
}
/** Puts a flake into a folder. */
async function writeFlake(folder, text) {
    await (0,external_node_fs_promises_.mkdir)(folder, { recursive: true });
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, 'flake.nix'), text);
}
/** A folder as a flake reference. */
function urlOf(folder) {
    return `path:${(0,external_node_url_.pathToFileURL)(folder).pathname}`;
}

;// CONCATENATED MODULE: ./build/steps/each/each.js












/**
 * `nix flake check` with less memory: Nix judges each piece of the outputs in a process of its own, by a flake that has
 * nothing else, and then builds the checks that evaluate. So the verdict is that of one call for all.
 * @param flags that say which systems are looked at
 * @param systems whose attributes are looked at alone; all without
 * @returns undefined where the flake cannot be taken apart
 */
async function checkEach(run, reproduce, flags, systems) {
    const wrapped = await wrap(run, systems);
    if (!wrapped)
        return undefined;
    const names = await namesOf(run, wrapped);
    if (!names)
        return undefined;
    const pieces = pieces_piecesOf(names);
    const how = { ...wrapped, flags, reproduce, line: onceEach(run.line) };
    const looked = await lookAtAll(run, how, pieces);
    const last = looked.at(-1)?.result;
    if (!last)
        return SUCCESS;
    const evaluated = [
        ...looked.flatMap(it => it.evaluated),
        // Where time ran out, these were not looked at.
        ...pieces.slice(looked.length).flatMap(piece => unseen(piece, last)),
    ];
    const isCut = last.cancelled || last.timedOut;
    const found = isCut ? [] : foundIn(evaluated);
    const result = found.length > 0 ? await buildAll(run, how, found) : last;
    const about = aboutChecks(run, evaluated, reproduce);
    const ofBuild = found.length > 0 ? await explainCall(run, result, about) : [];
    const explained = [...looked.flatMap(it => it.explained), ...ofBuild];
    const checks = await checksOf(evaluated, result, explained);
    // What does not evaluate fails the step, however well the others build.
    const hasFailed = looked.some(it => it.result.code !== 0);
    const ended = hasFailed && result.code === 0 ? { ...result, code: 1 } : result;
    return { ...explain_outcomeOf(ended, explained, about), ...checks };
}
async function lookAtAll(run, how, pieces) {
    const folder = (0,external_node_path_.join)(how.folder, 'pieces');
    for (const [at, piece] of pieces.entries()) {
        await writeFlake((0,external_node_path_.join)(folder, String(at)), pieceFlake(how.original, piece));
    }
    const looked = [];
    for (const [at, piece] of pieces.entries()) {
        const one = await look(run, how, piece, `${urlOf(folder)}?dir=${at}`);
        looked.push(one);
        if (one.result.cancelled || one.result.timedOut)
            break;
    }
    return looked;
}
async function look(run, how, piece, url) {
    const name = pieces_nameOf(piece);
    const own = ownWords(piece);
    how.line(`evaluating ${name}`);
    const start = performance.now();
    const words = ['nix', 'flake', 'check', url, ...how.flags, ...how.args, '--keep-going'];
    const result = await run.nix(words, {}, text => how.line(own(text)));
    const about = {
        ...aboutChecks(run, [], how.reproduce),
        inWords: own,
        ...(wrapper_isCheck(piece.path) ? { attribute: name } : { within: name }),
    };
    const isCut = result.cancelled || result.timedOut;
    const explained = isCut ? [] : await explainCall(run, result, about);
    const told = result.log
        .run()
        .evaluated.filter(({ kind }) => kind !== 'flake output')
        .map(one => ({ ...one, name: unquoted(one.name) }));
    if (!wrapper_isCheck(piece.path))
        return { result, evaluated: told, explained };
    const end = performance.now();
    const [one = { kind: 'derivation', start, end, derivation: undefined }] = told;
    const evaluated = (derivation = one.derivation) => [{ ...one, name, derivation }];
    if (result.code !== 0)
        return { result, evaluated: evaluated(), explained };
    if (isAtLeast(run.context.nix.version, TELLS_ATTRIBUTES)) {
        // One that Nix passed over, as it does in one call for all.
        return { result, evaluated: one.derivation ? evaluated() : [], explained };
    }
    const installable = `${url}#packages.${piece.path.slice(1).map(each_quoted).join('.')}.drvPath`;
    const ask = ['nix', 'eval', '--raw', installable, ...questionArguments(how.args)];
    const asked = await run.quietNix(ask);
    const derivation = asked.code === 0 ? asked.stdout.trim() : undefined;
    const failed = await explainCall(run, asked, about);
    return { result: asked, evaluated: evaluated(derivation), explained: failed };
}
/** Judged once more, which evaluates nothing, and built. */
async function buildAll(run, how, found) {
    const folder = (0,external_node_path_.join)(how.folder, 'build');
    await writeFlake(folder, buildFlake(how.original.nixConfig, found));
    const outputs = await Promise.all(found.map(({ derivation }) => readDerivation(derivation)));
    const args = [...how.flags, ...inputlessArguments(run.step.args), '--keep-going'];
    const result = await run.nix(['nix', 'flake', 'check', urlOf(folder), ...args], {}, how.line);
    run.offerEarlier(outputs.flatMap(it => it.outputs));
    return result;
}
function foundIn(evaluated) {
    return evaluated.flatMap(({ name, derivation }) => {
        const [, system = '', short = ''] = /^checks\.([^.]+)\.(.*)$/s.exec(name) ?? [];
        return derivation && short !== '' ? [{ system, name: short, derivation }] : [];
    });
}
function unseen(piece, { log }) {
    const { end } = log.run();
    const one = { kind: 'derivation', name: pieces_nameOf(piece), derivation: undefined, start: end, end };
    return wrapper_isCheck(piece.path) ? [one] : [];
}
/** What Nix says of one check, which is told to it as a package. */
function ownWords({ path }) {
    if (!wrapper_isCheck(path))
        return text => text;
    const [, system = '', name = ''] = path.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    const said = new RegExp(`((?:attribute|derivation) '?(?:\\x1b\\[[\\d;]*m)?)packages(\\.${system}\\."?${name})`, 'g');
    return text => text.replace(said, '$1checks$2');
}
function each_quoted(part) {
    return JSON.stringify(part);
}

;// CONCATENATED MODULE: ./build/steps/each/memory.js
const memory_MEMORY = /^error:\s+(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i;
/**
 * Whether Nix ran out of memory while it evaluated: it says so, it crashes with its collector's warning (from 2.34 on),
 * or the kernel kills it while nothing is being built.
 */
function ranOutOfMemory({ code, signal, cancelled, timedOut, log }) {
    if (code === 0 || cancelled || timedOut)
        return false;
    const { builds, errors, lacksMemory } = log.run();
    const isBuilding = builds.some(({ status }) => status === 'cancelled');
    const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding;
    const isSaid = errors.some(error => error.derivation === undefined && memory_MEMORY.test(error.text));
    return isKilled || isSaid || lacksMemory;
}

;// CONCATENATED MODULE: ./build/steps/kinds/no-checks.js


/** `nix flake check` takes them and `nix eval` does not. */
const no_checks_OF_CHECK = ['--no-build', '--all-systems'];
/** A check of nothing passes, and has tested nothing. */
async function warnOfNone(run) {
    const { step, context } = run;
    const { system } = context.nix;
    const apply = 'builtins.mapAttrs (_: builtins.attrNames)';
    const args = step.args.filter(word => !no_checks_OF_CHECK.includes(word));
    const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args];
    const { code, stdout, log } = await run.quietNix(['nix', ...words]);
    const isAbsent = log.errors.some(error => error.includes('does not provide attribute'));
    if (code !== 0 && !isAbsent)
        return;
    const names = code === 0 ? JSON.parse(stdout) : {};
    if (names[system]?.length)
        return;
    const others = Object.keys(names).filter(other => names[other]?.length);
    const where = others.length > 0 ? ` (there are some for ${others.slice(0, 8).join(', ')})` : '';
    context.rim.say.warning(`${step.name}: the flake has no checks for ${oneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`, 'No checks');
}

;// CONCATENATED MODULE: ./build/steps/kinds/plan-checks.js




/** `--no-build` makes Nix keep what it evaluates to itself, so that an evaluation that needs a build ends so. */
const NEEDS_BUILD = /path '[^']*\.drv' is not valid|allow-import-from-derivation' is disabled|import.from.derivation/i;
/**
 * All outputs are evaluated and nothing is built; then a dry run of the checks. These are evaluated again, with builds
 * that their evaluation needs: without the derivations in the store nobody can be asked for them.
 * @param words of `nix flake check`
 */
async function planChecks(run, words) {
    const whole = await run.nix(['nix', ...words, '--no-build']);
    const isCut = whole.cancelled || whole.timedOut;
    const { evaluated, explained: bad } = isCut
        ? { evaluated: [], explained: [] }
        : await askChecks(run, whole.log.run().start);
    const derivations = evaluated.flatMap(({ derivation }) => derivation ?? []);
    const about = aboutChecks(run, evaluated, run.reproduce('nix', ...words, '--no-build'));
    const dry = derivations.length > 0
        ? await run.nix(['nix-store', '--realise', '--dry-run', ...derivations])
        : undefined;
    const said = await explainCall(run, whole, about);
    const asked = new Set(evaluated.map(({ name }) => name));
    const others = said.filter(one => !one.attributes.some(name => asked.has(name)));
    const unjudged = others.filter(needsBuild);
    tellUnjudged(run, unjudged);
    const explained = [
        ...check_names_named(others.filter(one => !needsBuild(one)), bad),
        ...(dry ? await explainCall(run, dry, about) : []),
    ];
    const excused = said.length > 0 && explained.length === 0;
    const last = whole.code === 0 || excused ? (dry ?? whole) : whole;
    const code = explained.length > 0 ? last.code || 1 : excused ? (dry?.code ?? 0) : last.code;
    const result = { ...last, code };
    const checks = await checksOf(evaluated, result, explained);
    return withoutBuilt(run, { ...explain_outcomeOf(result, explained, about), ...checks });
}
function needsBuild({ message }) {
    return NEEDS_BUILD.test(message);
}
function tellUnjudged({ step, context }, unjudged) {
    const names = [...new Set(unjudged.flatMap(({ attributes }) => attributes))];
    if (unjudged.length === 0)
        return;
    const which = names.length > 0 ? names.join(', ') : 'some outputs that are no checks';
    context.rim.say.notice(`${step.name}: not evaluated, because that needs a build, and a plan makes none: ${which}.`, 'Plan');
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
    if (context.plan)
        return planChecks(run, flake_check_wordsOf(run));
    const outcome = step.evalEach ? await each(run) : await flake_check_whole(run);
    if (outcome.status === 'success' && outcome.checks?.length === 0)
        await warnOfNone(run);
    const realise = step.realise && isAtLeast(version, LEAVES_CACHED);
    return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome;
}
/** All in one process; where that runs out of memory, each attribute in one of its own. */
async function flake_check_whole(run) {
    const result = await run.nix(['nix', ...flake_check_wordsOf(run)]);
    if (!run.step.evalEach && ranOutOfMemory(result)) {
        run.context.rim.say.notice(`${run.step.name}: Nix ran out of memory while it evaluated the flake, so each attribute is evaluated alone now. With eval: each this is done from the start.`, 'Out of memory');
        const outcome = await checkEach(run, reproduceOf(run), flagsOf(run), systemsOf(run));
        if (outcome)
            return outcome;
    }
    const { evaluated, explained: unnamed } = await check_names_attributesOf(run, result);
    const about = aboutChecks(run, evaluated, reproduceOf(run));
    const outputs = await Promise.all([...(about.attributes?.keys() ?? [])].map(readDerivation));
    run.offerEarlier(outputs.flatMap(it => it.outputs));
    const explained = check_names_named(await explainCall(run, result, about), unnamed);
    const checks = await checksOf(evaluated, result, explained);
    return { ...explain_outcomeOf(result, explained, about), ...checks };
}
/** Each attribute in a process of its own; where the flake cannot be taken apart, all in one. */
async function each(run) {
    const outcome = await checkEach(run, reproduceOf(run), flagsOf(run), systemsOf(run));
    if (outcome)
        return outcome;
    run.context.rim.say.notice(`${run.step.name}: eval: each is not done, because Nix does not take this flake, with these args, as an input of another just as it is. It is evaluated as a whole.`, 'eval: each');
    return flake_check_whole(run);
}
function flake_check_wordsOf(run) {
    return ['flake', 'check', reference(run), ...flagsOf(run), ...run.step.args, '--keep-going'];
}
function reproduceOf(run) {
    return run.reproduce('nix', ...flake_check_wordsOf(run));
}
function flagsOf({ step, context: { nix } }) {
    return step.allSystems && isAtLeast(nix.version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : [];
}
/** The systems that Nix looks at; undefined: all. */
function systemsOf({ step, context: { nix } }) {
    const isAll = step.allSystems || step.args.includes('--all-systems');
    return isAll || !isAtLeast(nix.version, KNOWS_ALL_SYSTEMS) ? undefined : [nix.system];
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
    const { step, context } = run;
    const words = [...expandWords(step.argument), ...step.args];
    const link = step.outLink ? ['--out-link', step.outLink] : ['--no-out-link'];
    const how = context.plan ? ['--dry-run'] : link;
    const result = await run.nix(['nix-build', ...words, '--keep-going', ...how]);
    run.offerEarlier(result.stdout.split('\n'));
    const entry = words.find(word => word.endsWith('.nix')) ?? 'default.nix';
    return outcomeOfNix(run, result, { entry, reproduce: run.reproduce('nix-build', ...words) });
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
        const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
        const url = text === undefined ? undefined : path_urlOf(text, read);
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
/** The entries that the `-I` arguments of a call of Nix put before NIX_PATH. */
function searchPathOf(args) {
    return args.flatMap((arg, index) => arg === '-I' ? [args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg.slice(2)] : []);
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
function path_urlOf(text, read) {
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
    const texts = await Promise.all(usual.map(file => (0,external_node_fs_promises_.readFile)(file, 'utf8')));
    return texts.some(text => /<nixpkgs[>/]/.test(text));
}

;// CONCATENATED MODULE: ./build/steps/kinds/nix-shell.js











/** A command in the environment of shell.nix; without one the environment is built and entered. */
async function nixShell(run, shells) {
    const made = await shells.of(run, nix_shell_make);
    if ('failed' in made)
        return made.failed;
    const { step } = run;
    if (run.context.plan)
        return SUCCESS;
    const command = step.argument.trim() === '' ? ':' : step.argument;
    const kept = variablesOf(run).flatMap(name => ['--keep', name]);
    const flags = step.pure ? ['--pure', ...kept] : [];
    const { path, bash } = made.shell;
    // The command finds the variable as it would be without us.
    const script = `${bash ? 'unset NIX_BUILD_SHELL\n' : ''}${reached(run, asScript(command))}`;
    const argv = [(0,external_node_path_.join)(run.context.nix.bin, 'nix-shell'), path, ...flags, '--run', script];
    const env = bash ? { NIX_BUILD_SHELL: bash } : {};
    const entry = { argv, env, reproduce: nix_shell_reproduce(run, command) };
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
/** Evaluates to a derivation as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what entering it needs. */
async function nix_shell_make(run, number) {
    const { step, cwd } = run;
    const otherwise = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix';
    const root = run.private('roots', `shell-${number}`);
    await (0,external_node_fs_promises_.mkdir)(run.private('roots'), { recursive: true });
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
    const made = await makeInputs(run, await (0,external_node_fs_promises_.realpath)(root), about);
    return 'failed' in made ? made : { shell: { ...made.shell, bash: await makeBash(run, number) } };
}
/**
 * nix-shell takes its bash from `<nixpkgs>`, and would evaluate and build it at each entering. Where that is not to be
 * found it gets the machine's, which spares an error message and a needless try.
 * @returns undefined where NIX_BUILD_SHELL names one already, or there is none
 */
async function makeBash(run, number) {
    const { step, context, cwd } = run;
    const env = { ...context.env, ...step.env };
    if (env.NIX_BUILD_SHELL)
        return undefined;
    const path = searchPathOf(step.args).flatMap(entry => ['-I', entry]);
    const look = [(0,external_node_path_.join)(context.nix.bin, 'nix-instantiate'), ...path, '--find-file', 'nixpkgs'];
    const { code } = await capture(look, { env, cwd });
    if (code !== 0)
        return modernBash(context.env);
    const link = run.private('roots', `bash-${number}`);
    const how = context.plan ? ['--dry-run'] : ['--out-link', link];
    const built = await run.nix(['nix-build', '<nixpkgs>', '-A', 'bashInteractive', ...path, ...how]);
    // nix-shell tells of it, and goes on with the bash on PATH.
    return built.code === 0 && !context.plan ? (0,external_node_path_.join)(await (0,external_node_fs_promises_.realpath)(link), 'bin/bash') : undefined;
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

;// CONCATENATED MODULE: ./build/steps/leavings.js
/** Bytes of the output `step-outputs`; a job's outputs may have 1 MiB. */
const leavings_LARGEST = 900 * 1024;
/** Before the first step. */
function noLeavings() {
    return { outputs: {}, summary: '', annotations: [], unheard: 0 };
}
/** Adds what the last attempt at a step left, if it came to a command. */
function leavings_takeOver(leavings, name, left, say) {
    if (!isOfCommand(left))
        return;
    const outputs = { ...leavings.outputs, ...left.outputs };
    const size = Buffer.byteLength(JSON.stringify(outputs));
    if (size <= leavings_LARGEST)
        Object.assign(leavings.outputs, left.outputs);
    else
        say.notice(`${name}: with its GITHUB_OUTPUT step-outputs would have ${size} bytes, and GitHub takes 1 MiB; it is not taken over. Write large results to files.`);
    // Each its own paragraph, whatever the one before left open at its end.
    if (left.summary !== '')
        leavings.summary += `${left.summary}\n\n`;
    leavings.annotations.push(...left.annotations);
    leavings.unheard += left.unheard;
}
function isOfCommand(outcome) {
    return 'outputs' in outcome;
}

;// CONCATENATED MODULE: ./build/process/fold.js
/** Lines of the longest cycle that is seen: a loop that prints so many lines each time. */
const CYCLE = 8;
/** Repeats after which the same lines are folded, and at least so many cycles. */
const SAME = 9;
const CYCLES = 3;
/** The same for lines that differ in their digits only: a list of numbers is not a loop at once. */
const LIKE = 100;
/** A longer line (characters) is only like itself. */
const fold_LONGEST = 4000;
/**
 * Folds lines that repeat: the same line, or a cycle of some lines, again and again, also where counters and times in
 * them differ. Some are shown first; then they are counted until something else comes. Pure.
 */
class Fold {
    #show;
    /** Rings of the last lines and of what they are like. */
    #lines = new Array(CYCLE).fill('');
    #likes = new Array(CYCLE).fill('');
    #at = 0;
    /** For each length of a cycle, how many lines in a row were the same as, or like, the one a cycle before. */
    #same = new Int32Array(CYCLE + 1);
    #like = new Int32Array(CYCLE + 1);
    /** The length of the cycle that is being folded; 0 where none is. */
    #cycle = 0;
    #isSame = false;
    #folded = 0;
    constructor(show) {
        this.#show = show;
    }
    /** Lines that were not shown since the last word on them. */
    get folded() {
        return this.#folded;
    }
    push(line) {
        this.#count(line);
        if (this.#cycle > 0) {
            const runs = this.#isSame ? this.#same : this.#like;
            if ((runs[this.#cycle] ?? 0) > 0) {
                this.#folded++;
                return;
            }
            // The line that ends it is in the ring already, and is not one of those that were folded.
            this.#tell(1);
            this.#cycle = 0;
        }
        this.#show(line);
        this.#begin();
    }
    /** Says how many were folded so far, with the last of them where they differ. */
    flush() {
        this.#tell(0);
    }
    #count(line) {
        const like = line.length > fold_LONGEST ? line : line.replace(/\d+/g, '0');
        for (let cycle = 1; cycle <= CYCLE; cycle++) {
            const before = (this.#at + CYCLE - cycle) % CYCLE;
            const isSame = this.#lines[before] === line;
            this.#same[cycle] = isSame ? (this.#same[cycle] ?? 0) + 1 : 0;
            this.#like[cycle] = isSame || this.#likes[before] === like ? (this.#like[cycle] ?? 0) + 1 : 0;
        }
        this.#lines[this.#at] = line;
        this.#likes[this.#at] = like;
        this.#at = (this.#at + 1) % CYCLE;
    }
    #begin() {
        for (let cycle = 1; cycle <= CYCLE; cycle++) {
            const least = CYCLES * cycle;
            const isSame = (this.#same[cycle] ?? 0) >= Math.max(SAME, least);
            if (!isSame && (this.#like[cycle] ?? 0) < Math.max(LIKE, least))
                continue;
            this.#cycle = cycle;
            this.#isSame = isSame;
            return;
        }
    }
    /** @param newer lines in the ring that came after those that were folded */
    #tell(newer) {
        if (this.#folded === 0)
            return;
        // The last ones of a loop that counts say how far it came.
        const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded, CYCLE - newer);
        const count = this.#folded - last;
        if (count > 0)
            this.#show(`… ${count.toLocaleString('en-US')} more like this`);
        for (let back = last; back > 0; back--) {
            this.#show(this.#lines[(this.#at + 2 * CYCLE - newer - back) % CYCLE] ?? '');
        }
        this.#folded = 0;
    }
}

;// CONCATENATED MODULE: ./build/steps/output.js




/** Milliseconds between looks at whether folded lines should be told of. */
const output_TICK = 5000;
/** Milliseconds after which a loop that goes on is told of again. */
const AGAIN = 30_000;
/**
 * What a step prints on its way to the live log: repeats are folded, and beyond 64 MiB only the last lines are shown, so
 * that the page of the log can still be opened.
 */
class StepOutput {
    #write;
    #most;
    #fold = new Fold(line => this.#show(line));
    #timer;
    /** What is written at the end of this turn: a write for each line would be slow. */
    #waiting = [];
    #shown = 0;
    #tail = new Tail();
    #left = { lines: 0, characters: 0 };
    #lines = 0;
    #linesAtTick = 0;
    #toldAt = performance.now();
    /**
     * @param write takes text of one or more lines, without the end of the last one
     * @param most bytes that are shown
     */
    constructor(write, most = WHOLE) {
        this.#write = write;
        this.#most = most;
        this.#timer = setInterval(() => this.tick(), output_TICK);
        this.#timer.unref();
    }
    /** A line, or a message of several lines, that a build or a command printed. */
    line(text) {
        this.#lines++;
        if (!text.includes('\n'))
            this.#fold.push(text);
        else
            for (const line of text.split('\n'))
                this.#fold.push(line);
    }
    flooded(most) {
        this.#fold.flush();
        this.#show(`… This is more than ${bytesText(most)} of output. What follows is not shown but for its last lines; write what you need whole into a file.`);
    }
    passedOver(bytes) {
        this.#fold.flush();
        this.#show(`… ${bytesText(bytes)} were not shown. The last lines:`);
    }
    /** To be called every few seconds: tells of what is folded when the loop pauses, or goes on for long. */
    tick(now = performance.now()) {
        const isQuiet = this.#lines === this.#linesAtTick;
        this.#linesAtTick = this.#lines;
        if (this.#fold.folded > 0 && (isQuiet || now - this.#toldAt >= AGAIN)) {
            this.#toldAt = now;
            this.#fold.flush();
        }
    }
    /** Shows what waits, and the last lines of what was too much. */
    end() {
        clearInterval(this.#timer);
        this.#fold.flush();
        const { lines, characters } = this.#left;
        if (lines > 0) {
            const last = this.#tail.lines();
            const count = (lines - last.length).toLocaleString('en-US');
            this.#waiting.push(`… ${count} lines (${bytesText(characters)} in all) were not shown: a step shows ${bytesText(this.#most)}. The last lines:`, ...last);
            this.#left = { lines: 0, characters: 0 };
        }
        this.#flush();
    }
    #show(line) {
        if (this.#shown >= this.#most) {
            this.#left.lines++;
            this.#left.characters += line.length + 1;
            this.#tail.push(line);
            return;
        }
        this.#shown += line.length + 1;
        if (this.#waiting.push(line) === 1)
            queueMicrotask(() => this.#flush());
    }
    #flush() {
        if (this.#waiting.length === 0)
            return;
        const text = this.#waiting.join('\n');
        this.#waiting = [];
        this.#write(text);
    }
}

;// CONCATENATED MODULE: ./build/steps/shells.js
/** The environments of a run: steps of the same kind, shell, arguments, pure, keep, variables and folder share one. */
class Shells {
    #made = new Map();
    #count = 0;
    /** @param make evaluates and builds; called for the first step of each environment */
    async of(run, make) {
        const { kind, shell, args, pure, keep, env } = run.step;
        const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd]);
        const there = this.#made.get(key);
        if (there && !(run.again && 'failed' in there.made)) {
            const failed = 'failed' in there.made ? ', which failed' : '';
            run.line(`The environment is that of the step "${there.name}"${failed}.`);
            return 'failed' in there.made ? { failed: again(there.made.failed, there.name) } : there.made;
        }
        const made = await make(run, this.#count++);
        // What ran out of one step's time may do within another's.
        if ('shell' in made || made.failed.status === 'failure')
            this.#made.set(key, { name: run.step.name, made });
        return made;
    }
}
/** The same failure for another step: its whole text stands at the first one. */
function again({ status, exitCode, error }, name) {
    const first = error?.message.split('\n')[0] ?? status;
    return { status, exitCode, error: { ...error, message: `as ${name}: ${first}` } };
}

;// CONCATENATED MODULE: ./build/steps/source/copy.js




/** More is too much to copy for a question. */
const MOST_FILES = 50_000;
const MOST_BYTES = 2 ** 30;
/** Settings of nobody but us, so that nothing is run for it and it needs no name. */
const GIT = [
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.autocrlf=false',
    'commit.gpgSign=false',
    'user.name=nix-ci',
    'user.email=nix-ci@localhost',
].flatMap(setting => ['-c', setting]);
const copy_SEALED = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
/** A copy of the tracked files in a repository of its own, in which they can be changed. */
class SourceCopy {
    top;
    #options;
    /** The plain files of it, absolute. */
    #files = [];
    constructor(options) {
        this.#options = options;
        this.top = (0,external_node_path_.join)(options.into, (0,external_node_path_.basename)(options.top));
    }
    /**
     * @returns undefined where it would be too large
     * @throws Error where a file or git fails
     */
    static async make(options) {
        const copy = new SourceCopy(options);
        if (options.files.length > MOST_FILES)
            return undefined;
        await (0,external_node_fs_promises_.mkdir)(copy.top, { recursive: true });
        let bytes = 0;
        for (const file of options.files) {
            bytes += await copy.#take(file);
            if (bytes > MOST_BYTES)
                return undefined;
        }
        await copy.#git('init', '--quiet');
        if (!options.isCommitted)
            await copy.#git('commit', '--quiet', '--allow-empty', '-m', 'empty');
        await copy.#record();
        return copy;
    }
    /** Flips the executable bit of every file: it is a part of a source and says nothing to what reads the file. */
    async flipModes() {
        for (const file of this.#files)
            await (0,external_node_fs_promises_.chmod)(file, (await (0,external_node_fs_promises_.lstat)(file)).mode ^ 0o111);
        await this.#record();
    }
    /** Ends every file with one more line, which Nix, JSON and TOML read as before. */
    async addLines() {
        for (const path of this.#files) {
            const file = await (0,external_node_fs_promises_.open)(path, external_node_fs_.constants.O_WRONLY | external_node_fs_.constants.O_APPEND | external_node_fs_.constants.O_NOFOLLOW);
            await file.write('\n').finally(() => file.close());
        }
        await this.#record();
    }
    async remove() {
        await (0,external_node_fs_promises_.rm)(this.#options.into, { recursive: true, force: true });
    }
    /** @returns bytes */
    async #take(file) {
        const target = (0,external_node_path_.join)(this.top, (0,external_node_path_.relative)(this.#options.top, file));
        const stat = await (0,external_node_fs_promises_.lstat)(file).catch(() => undefined);
        if (!stat?.isFile() && !stat?.isSymbolicLink())
            return 0;
        await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
        if (stat.isSymbolicLink()) {
            await (0,external_node_fs_promises_.symlink)(await (0,external_node_fs_promises_.readlink)(file), target);
            return 0;
        }
        await (0,external_node_fs_promises_.copyFile)(file, target, external_node_fs_.constants.COPYFILE_EXCL | external_node_fs_.constants.COPYFILE_FICLONE);
        await (0,external_node_fs_promises_.chmod)(target, 0o600 | (stat.mode & 0o100 ? 0o711 : 0o600));
        this.#files.push(target);
        return stat.size;
    }
    async #record() {
        await this.#git('add', '--all', '--force');
        if (this.#options.isCommitted)
            await this.#git('commit', '--quiet', '--allow-empty', '-m', 'all');
    }
    async #git(...words) {
        const env = { ...this.#options.env, ...copy_SEALED };
        const { code, stderr } = await capture(['git', ...GIT, '-C', this.top, ...words], { env });
        if (code !== 0)
            throw new Error(`git ${words[0]} says: ${stderr.trim()}`);
    }
}

;// CONCATENATED MODULE: ./build/steps/source/derivations.js




const EVALUATE = {
    'nix-build': async (run) => {
        const words = withoutLinks([...expandWords(run.step.argument), ...run.step.args]);
        return listed(await run.quietNix(['nix-instantiate', ...words]), ({ stdout }) => stdout.split('\n').filter(line => line !== ''));
    },
    build: async (run) => {
        const { step } = run;
        const system = step.system ? ['--system', step.system] : [];
        const words = [...expandWords(step.argument), ...system, ...step.args];
        const ask = ['nix', 'build', ...words, '--dry-run', '--json', '--no-link'];
        return listed(await run.quietNix(ask), ({ stdout }) => JSON.parse(stdout).flatMap(({ drvPath }) => drvPath ?? []));
    },
    'flake-check': async (run) => {
        const { step, context } = run;
        const installable = `${reference(run)}#checks.${context.nix.system}`;
        const words = ['--apply', 'builtins.mapAttrs (_: check: check.drvPath)', ...step.args];
        const result = await run.quietNix(['nix', 'eval', '--json', installable, ...words]);
        if (result.code !== 0)
            return undefined;
        const isSelected = step.select.length > 0 ? picomatch([...step.select]) : () => true;
        const all = Object.entries(JSON.parse(result.stdout));
        return { of: new Map(all.filter(([name]) => isSelected(name))), name: key => key };
    },
};
/** Options of nix-build that nix-instantiate does not know. */
function withoutLinks(words) {
    const takesWord = ['-o', '--out-link', '--drv-link', '--add-drv-link'];
    const alone = ['--no-out-link', '--no-link', '--dry-run'];
    return words.filter((word, at) => !alone.includes(word) &&
        !takesWord.includes(word) &&
        !takesWord.includes(words[at - 1] ?? ''));
}
function listed(result, read) {
    if (result.code !== 0)
        return undefined;
    const of = new Map(read(result).map((derivation, at) => [String(at), derivation]));
    return { of, name: key => names_nameOf(of.get(key) ?? key) };
}

;// CONCATENATED MODULE: ./build/steps/source/verify.js








/** Names that a warning lists. */
const MOST_NAMES = 8;
/**
 * With `verify-source`: warns of what a step has built whose derivation stays the same when every checked-out file
 * changes. That is asked of a copy, evaluated before and after the change in the same folder. Never fails the step.
 */
async function verifySource(run, { status }) {
    const { step, context } = run;
    const evaluate = EVALUATE[step.kind];
    if (!context.verifySource || !evaluate || status !== 'success')
        return;
    const untold = (why) => context.rim.say.info(`${step.name}: whether it is built from the checked-out files could not be told: ${why}`);
    const into = run.private(`source-${(0,external_node_crypto_.randomUUID)()}`);
    let copy;
    try {
        const tracked = new Tracked(run.cwd, context.workspace, context.rim.env, context.rim.cancel);
        const [top, files] = [await tracked.top(), await tracked.files()];
        if (top === undefined || files === undefined)
            return untold('it is in no git repository.');
        const isCommitted = step.kind === 'nix-build';
        copy = await SourceCopy.make({ top, files, into, isCommitted, env: context.rim.env });
        if (!copy)
            return untold('it is too large to be copied.');
        const answer = await unchanged(await inCopy(run, top, copy), copy, evaluate);
        if (typeof answer === 'string')
            untold(answer);
        else if (answer.length > 0)
            warn(run, answer);
    }
    catch (error) {
        untold(explain(error));
    }
    finally {
        await copy?.remove();
    }
}
/** The names of what stays the same, or why that is not known. */
async function unchanged(run, copy, evaluate) {
    const before = await evaluate(run);
    if (!before)
        return 'a copy of the tracked files does not evaluate.';
    await copy.flipModes();
    const flipped = await evaluate(run);
    const suspects = sameOf(before, flipped);
    if (suspects.length === 0)
        return [];
    // What a build takes with readFile has no mode.
    await copy.addLines();
    const longer = await evaluate(run);
    if (!longer)
        return 'a copy with changed files does not evaluate.';
    return suspects.filter(key => longer.of.get(key) === before.of.get(key)).map(before.name);
}
/** Pure: the keys of the derivations that are the same; all of them where nothing is known. */
function sameOf(before, after) {
    return [...before.of.keys()].filter(key => !after || after.of.get(key) === before.of.get(key));
}
/** The same step in the copy. */
async function inCopy(run, top, copy) {
    const { step, context } = run;
    const moved = (text) => text.replaceAll(top, copy.top);
    const place = async (folder) => (0,external_node_path_.join)(copy.top, (0,external_node_path_.relative)(top, await (0,external_node_fs_promises_.realpath)(folder)));
    const { NIX_PATH: path } = context.env;
    return run.silent({ ...step, argument: moved(step.argument), args: step.args.map(moved) }, {
        ...context,
        project: await place(context.project),
        workspace: copy.top,
        env: { ...context.env, ...(path === undefined ? {} : { NIX_PATH: moved(path) }) },
        pusher: undefined,
    });
}
function warn({ step, context }, names) {
    const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
    const list = oneLine(names.slice(0, MOST_NAMES).join(', '), 600);
    const [it, is] = names.length === 1 ? ['its derivation', 'is'] : ['their derivations', 'are'];
    context.rim.say.warning(`${step.name}: ${list}${more} ${is} not built from the checked-out files: with every one of them changed ${it} would be the same. Look at src: fetchGit or fetchTarball of a branch builds that branch, not this commit.`, 'Not built from this checkout');
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
    const leavings = noLeavings();
    for (const listed of steps) {
        const step = options.plan ? asPlanned(listed) : listed;
        const reason = reasonNotToRun(step, context, options, records);
        if (reason) {
            records.steps.push(notRun(step, reason, records));
            continue;
        }
        const work = async (run) => {
            const outcome = await WORK[step.kind](run, shells);
            await verifySource(run, outcome);
            return outcome;
        };
        const { record, last } = await runStep(step, context, options, records, log, work);
        leavings_takeOver(leavings, step.name, last, context.rim.say);
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
    if (options.plan && step.kind === 'run')
        return PLAN;
    if (isTimeUp(records, options))
        return leavesNoTime(options.jobTimeout);
    return undefined;
}
function isTimeUp({ origin }, { jobTimeout }) {
    return performance.now() >= stepsEnd(origin, jobTimeout);
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
    context.began(step);
    let counts;
    let toBuild = 0;
    const tryOnce = async ({ title, again, used }) => {
        log.startGroup(title);
        try {
            return await log.fenced(async (line) => {
                const output = new StepOutput(line);
                const began = performance.now() - used * 1000;
                const deadline = deadlineOf(step, options, records.origin, began);
                const run = new StepRun(step, context, deadline, output, again);
                const ended = await attempt(run, work);
                output.end();
                toBuild = run.toBuild.size;
                counts = counts ? sumOf(counts, run.counts) : run.counts;
                return ended;
            });
        }
        finally {
            log.endGroup();
        }
    };
    const attempts = await attemptStep(step, context.rim, tryOnce, () => isTimeUp(records, options));
    const times = { start, seconds: round(records.now() - start) };
    const data = { ...recordOf(step, attempts, times), ...(counts ? { counts } : {}) };
    return { record: options.plan ? planned(step, data, toBuild) : data, last: attempts.last };
}
function recordOf(step, { last, count, earlier, flaky }, times) {
    const { exitCode, error, checks, failedDependencies, expectation } = last;
    const status = order_statusOf(last, step);
    const reason = status === 'allowed-failure' ? last.status : last.reason;
    return {
        name: step.name,
        kind: step.kind,
        status,
        ...times,
        attempts: count,
        exitCode,
        ...(error ? { error } : {}),
        ...(checks ? { checks } : {}),
        ...(failedDependencies ? { failedDependencies } : {}),
        ...(reason ? { reason } : {}),
        ...(expectation ? { expectation } : {}),
        ...(earlier.length > 0 ? { earlier } : {}),
        ...(flaky ? { flaky } : {}),
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
async function checkGround({ step, cwd, context }) {
    if (!(await isAccessible(cwd, external_node_fs_.constants.X_OK))) {
        throw new Failure(`${step.name}: there is no folder ${cwd}.`, "Look at the step's working-directory.");
    }
    if (step.requires.includes('kvm') &&
        !(await isAccessible('/dev/kvm', external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK))) {
        throw new Failure(`${step.name} requires kvm, and /dev/kvm cannot be opened on this machine.`, "GitHub's x86_64 Linux runners have it; on others leave the step out with only or if.");
    }
    const { workspace, env } = context;
    const script = await checkScript(step, { cwd, workspace, env });
    if (script)
        throw new Failure(`${step.name}: ${script.what}`, script.hint);
}
function order_statusOf({ status }, step) {
    const isFailure = status === 'failure' || status === 'timeout';
    return isFailure && step.allowFailure ? 'allowed-failure' : status;
}

;// CONCATENATED MODULE: ./build/steps/commands/first-script.js





/**
 * Looks before anything is installed at the script that no step can make any more: the one of the first command. The
 * others are looked at when their steps begin.
 * @param project what the steps' directories are relative to, absolute
 * @throws Failure where it cannot be run
 */
async function checkFirstScript(steps, system, project, place) {
    const step = first_script_firstCommand(steps, system);
    if (!step)
        return;
    const problem = await checkScript(step, {
        ...place,
        cwd: (0,external_node_path_.resolve)(project, step.workingDirectory),
    });
    if (problem)
        throw new Failure(`${step.name}: ${problem.what} Nothing was installed.`, problem.hint);
}
/**
 * Pure: of the steps that run on this machine the first that runs the project's code; undefined where an earlier one
 * leaves a link, or where the step may fail.
 */
function first_script_firstCommand(steps, system) {
    const own = steps.filter(step => step.if && isFor(step.only, system));
    const first = own.find(step => runsProjectCode(step) || leavesLink(step));
    return first && runsProjectCode(first) && !first.allowFailure ? first : undefined;
}
function leavesLink({ outLink, argument, args }) {
    const words = [...argument.split(/\s/), ...args];
    return outLink !== undefined || words.some(word => word === '-o' || word === '--out-link');
}

;// CONCATENATED MODULE: ./build/steps/detect.js






/**
 * Looks at the project, before anything is installed.
 * @throws Failure where there is nothing that `auto` could run
 */
async function projectFiles(project) {
    const flake = (0,external_node_fs_.existsSync)((0,external_node_path_.join)(project, 'flake.nix'));
    const [build, shell] = await Promise.all([
        detect_kindOf(project, 'default.nix', flake),
        detect_kindOf(project, 'shell.nix', flake),
    ]);
    if (flake || build !== 'absent' || shell !== 'absent')
        return { flake, build, shell };
    throw new Failure(`steps: auto finds nothing to run: ${project} has neither flake.nix, default.nix nor shell.nix.`, 'Set the input working-directory to the folder of the Nix files, or list the steps; steps: none only installs Nix. Is actions/checkout before this step?');
}
async function detect_kindOf(project, file, flake) {
    const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(project, file), 'utf8').catch(() => undefined);
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
    const silent = new StepRun(plainStep('eval'), context, undefined, NOWHERE);
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
    if (inputs.steps !== 'auto') {
        const system = systemOf(process.platform, process.arch);
        await checkFirstScript(inputs.steps, system, project, { workspace, env: (0,environment/* childEnvironment */.Q)(env) });
    }
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

;// CONCATENATED MODULE: ./build/nix/errors/repository.js



/** Larger files are data, not something that a person repairs. */
const repository_LARGEST = 2 ** 20;
const repository_MOST_FILES = 20_000;
const repository_MOST_SEARCHED = 2000;
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
    if (size === undefined || size > repository_LARGEST)
        return undefined;
    return (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(workspace, path), 'utf8').catch(() => undefined);
}
/** The size of a plain file that no link leads out of the workspace to. */
async function sizeOf(workspace, path) {
    const name = within('', path);
    if (!name || name.split('/').some(part => SKIPPED.has(part)))
        return undefined;
    try {
        const top = await (0,external_node_fs_promises_.realpath)(workspace);
        const real = await (0,external_node_fs_promises_.realpath)((0,external_node_path_.join)(workspace, name));
        if (real !== top && !real.startsWith(top + external_node_path_.sep))
            return undefined;
        const stat = await (0,external_node_fs_promises_.lstat)(real);
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
        const entries = await (0,external_node_fs_promises_.readdir)(folder, { withFileTypes: true }).catch(() => []);
        for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
            if (++seen > repository_MOST_FILES || found.length >= repository_MOST_SEARCHED)
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

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
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
    const said = await (0,external_node_fs_promises_.readFile)(log, 'utf8').catch(() => '');
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
    const family = daemon_familyOf(daemon, await processTable());
    if (family.length === 0)
        return;
    await daemon_kill('-TERM', family, executor);
    let left = family;
    for (let waited = 0; waited < 2000; waited += 20) {
        left = stillThere(left, await processTable());
        if (left.length === 0)
            return;
        await sleep(20);
    }
    await daemon_kill('-KILL', left, executor);
}
/** Those that serve a connection can outlive the first one, and are then below it no more. */
function stillThere(family, table) {
    const alive = family.filter(({ pid, birth }) => table.some(entry => entry.pid === pid && entry.birth === birth));
    return [...new Set(alive.flatMap(({ pid }) => withDescendants(table, pid)))];
}
/** What post was told may be forged: only a nix-daemon of that very birth is ours. */
function daemon_familyOf({ pid, birth }, table) {
    const [own, ...children] = withDescendants(table, pid);
    if (!own || own.birth !== birth || !own.command.includes('nix-daemon'))
        return [];
    return [own, ...children];
}
async function daemon_kill(signal, processes, executor) {
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

;// CONCATENATED MODULE: ./build/nix/download.js







/** The longest that a server's Retry-After is obeyed, in seconds. */
const download_LONGEST_WAIT = 60;
/** Bytes of the beginning that are given back. */
const download_HEAD = 64;
/**
 * Brings the bytes of an http, https or file URL, hashing them on the way. Connection errors, stalls, short bodies, 408,
 * 429 and 5xx are tried again; proxies are taken from the environment (http_proxy, https_proxy, no_proxy).
 * @param open gives what takes the bytes of an attempt; it is not waited for, so that a slow one does not hold the
 *   download, and it need not take all
 * @throws Failure naming the URL and what was answered
 */
async function download(url, open, options = {}) {
    return withRetries(url, options, () => fetchTo(url, open, options));
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
                await (0,promises_.setTimeout)(Math.min(wait, download_LONGEST_WAIT) * 1000, undefined, signal ? { signal } : {});
            },
        });
    }
    catch (error) {
        options.cancel?.throwIfAborted();
        const tried = download_isPassing(error) ? ` (${attempts} attempts)` : '';
        throw new Failure(`${url} could not be downloaded${tried}: ${told(error, options)}`, 'Look at the URL (inputs nix-version and nix-release-url), the network and the proxy settings of the runner.', { cause: error });
    }
}
function download_isPassing(error) {
    return !(error instanceof FinalAnswer);
}
/** What went wrong, in words. */
function told(error, { stall = STALL }) {
    return toldOf(error, stall);
}
async function fetchTo(url, open, options) {
    const { body, length } = await request(url, options);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const target = open();
    let bytes = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of body) {
        if (bytes < download_HEAD)
            head = Buffer.concat([head, chunk]).subarray(0, download_HEAD);
        hash.update(chunk);
        bytes += chunk.length;
        if (target.writable)
            target.write(chunk);
    }
    if (length !== undefined && bytes !== length) {
        throw new PassingFault(`it ended after ${bytes} of ${length} bytes`);
    }
    target.end();
    return { bytes, sha256: hash.digest('hex'), head };
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
        const handle = await (0,external_node_fs_promises_.open)(path);
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

;// CONCATENATED MODULE: ./build/nix/archive.js


/**
 * Brings a release's tarball and checks its SHA-256. Nothing of it may be used before.
 * @param open gives what takes the bytes of an attempt (see {@link download})
 * @param notice told where the hash comes from neither the input nor the table
 * @throws Failure where it cannot be had, is not an archive, or is another one
 */
async function fetchArchive(release, open, notice, options = {}) {
    const expected = release.sha256 ?? (await publishedHash(release, notice, options));
    const { sha256, bytes, head } = await download(release.url, open, options);
    if (sha256 === expected)
        return;
    const what = archive_kindOf(head);
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
/** What a file is that is no xz archive, in words, by its first bytes; undefined where it begins like one. */
function archive_kindOf(head) {
    if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex')))
        return undefined;
    if (head.length === 0)
        return 'nothing';
    return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else';
}

;// CONCATENATED MODULE: ./build/nix/decoder.js



/**
 * Bytes of a decoded archive that are held while nobody may read them yet: until the download ends, which is mostly soon,
 * because decoding is slower. Beyond that the decoder waits.
 */
const HELD = 64 << 20;
/**
 * Decodes an archive while it comes. Nothing is written anywhere: who reads {@link output} decides when.
 * It can be begun again, for another attempt of a download.
 */
class Decoder {
    #argv;
    #env;
    #child;
    #output = new external_node_stream_.PassThrough();
    #ended = Promise.resolve();
    /** @param argv a program that decodes its input; without one the bytes are passed on as they are */
    constructor(argv, env) {
        this.#argv = argv;
        this.#env = env;
    }
    /** What to write the archive to; what an earlier attempt wrote is forgotten. */
    begin() {
        this.abort();
        const held = new external_node_stream_.PassThrough({ highWaterMark: HELD });
        this.#output = held;
        if (!this.#argv)
            return held;
        const [program, ...args] = this.#argv;
        const child = (0,external_node_child_process_.spawn)(program, args, {
            cwd: '/',
            env: this.#env,
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        this.#child = child;
        this.#ended = decoder_endOf(child, program);
        // Asked for later, and not at all where the download fails.
        this.#ended.catch(() => { });
        (0,external_node_stream_.pipeline)(child.stdout, held, () => { });
        return child.stdin;
    }
    /** The decoded bytes of the last attempt. */
    get output() {
        return this.#output;
    }
    /** @throws Failure where the bytes could not be decoded */
    ended() {
        return this.#ended;
    }
    /** Ends what runs. */
    abort() {
        this.#child?.kill('SIGKILL');
        this.#child = undefined;
        this.#output.destroy();
    }
}
async function decoder_endOf(child, program) {
    let said = '';
    child.stderr.on('data', chunk => {
        said = (said + chunk).slice(-2000);
    });
    // A program that ends without reading its input is told of by its exit code.
    child.stdin.on('error', () => { });
    const code = await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
    }).catch(error => {
        throw new Failure(`Could not unpack the release: ${program} cannot be started.`, `Install ${program} on the runner (in its image or container).`, { cause: error });
    });
    if (code === 0)
        return;
    throw new Failure(`Could not unpack the release: ${program} ended with ${code}: ${said.trim()}`, "Look at the runner's memory and disk; the archive itself has the right hash.");
}

;// CONCATENATED MODULE: ./build/nix/install/darwin.js

const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util';
/** Apple has taken 300 to 304 since macOS 15; the official installer's numbers (NixOS/nix#10892). */
const GROUP_ID = 350;
/** macOS has no xz; its tar decodes by itself. */
const DECODE = undefined;
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

/** Decodes a release while it comes. */
const linux_DECODE = ['xz', '-dc'];
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

/**
 * A path that is there already stays: it may be in use. (`mv -n` calls that a failure in coreutils 9.2 to 9.4.) The
 * database is opened directly: there is no daemon yet.
 */
const PLACE = [
    'set -e; folder=$1 nix=$2; shift 2',
    'for path; do test -e "/nix/store/$path" || mv "$folder/store/$path" /nix/store/; done',
    '(cd /nix/store && chmod -R a-w "$@")',
    'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
    `ln -sfn "$nix" ${DEFAULT_PROFILE}-1-link; ln -sfn default-1-link ${DEFAULT_PROFILE}`,
];
/** Before them as root: whose HOME is not the user's, and the settings come from standard input. */
const AS_ROOT = `set -e; export HOME=/var/empty; cat >${SYSTEM_CONF}`;
/**
 * How the unpacked store paths come into the store and are registered, the same on Linux and macOS. One command: each
 * sudo takes as long as all of it.
 * @param conf the text of the system's nix.conf; written in daemon mode only
 */
function planPlacing(mode, conf, { folder, paths, nix }) {
    const why = 'put the store paths into the store and register them';
    const argv = (lines) => [
        '/bin/sh',
        '-c',
        lines.join('; '),
        'sh',
        folder,
        nix,
        ...paths,
    ];
    return mode === 'daemon'
        ? { argv: argv([AS_ROOT, ...PLACE]), as: 'root', why, input: conf }
        : { argv: argv(PLACE), as: 'user', why };
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
 * Installs Nix from a release tarball. It is decoded while it comes; nothing on the machine is changed before its hash is
 * right.
 * @param looking what is known of the machine, in a moment
 * @throws Failure
 */
async function installNix(inputs, system, looking, rim) {
    const version = resolveVersion(inputs.nixVersion ?? DEFAULT_VERSION);
    const release = locateRelease(version, system, inputs.nixReleaseUrl, inputs.nixSha256);
    const fetching = new AbortController();
    const cancel = AbortSignal.any([rim.cancel, fetching.signal]);
    const decoder = new Decoder(platform(system).DECODE, rim.env);
    try {
        const fetched = fetchArchive(release, () => decoder.begin(), message => rim.say.notice(message), { onRetry: message => rim.say.info(message), cancel });
        // Its failure is told where it is waited for.
        fetched.catch(() => { });
        const facts = await looking;
        const { mode, reason } = chooseMode(inputs.nixMode, facts);
        rim.say.info(`Nix ${version} for ${system}, ${mode} mode (${reason}), from ${release.url}`);
        warnOfSandbox(mode, facts, rim);
        await fetched;
        return await install(inputs, version, mode, facts, decoder, rim);
    }
    finally {
        fetching.abort();
        decoder.abort();
    }
}
async function install(inputs, version, mode, facts, decoder, rim) {
    const executor = new Executor(facts.root, rim.env, rim.cancel, rim.say);
    const unpacked = await install_unpack(mode, facts, decoder, executor);
    // Where the machine has none there is the release's own.
    const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`;
    const netrc = mode === 'daemon' && inputs.cache.name !== '' && inputs.cache.authToken.value;
    const settings = [
        ...installedSettings(mode, version, { ...facts, caBundle }),
        ...(netrc ? [{ name: 'netrc-file', value: DAEMON_NETRC }] : []),
    ];
    const systemConf = formatConf(mergeConf(settings, [...facts.etcConf, ...inputs.nixConf]));
    await executor.one(planPlacing(mode, systemConf, unpacked));
    const daemonEnv = { ...facts.daemonEnv, ...daemonVariables(version, caBundle) };
    const plan = mode === 'daemon'
        ? platform(facts.system).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
        : undefined;
    const [daemon, about] = await Promise.all([
        plan && startDaemon(plan, executor, (0,external_node_path_.join)(rim.folder, 'daemon.log')),
        // A mirror may hold another Nix than its URL says.
        describeNix(`${unpacked.nix}/bin`, rim.env),
        executor.one(removal(mode, unpacked.folder)),
    ]);
    return {
        ...(about ?? { version, flavor: 'nix' }),
        mode,
        nix: unpacked.nix,
        caBundle,
        userSettings: mode === 'daemon' ? [FLAKES] : mergeConf(settings, inputs.nixConf),
        daemon,
        service: plan !== undefined && daemon === undefined,
    };
}
function platform(system) {
    return system.endsWith('-darwin') ? darwin_namespaceObject : linux_namespaceObject;
}
/** Unpacks below /nix, so that moving is renaming; the build users are made beside it. */
async function install_unpack(mode, facts, decoder, executor) {
    const folder = `/nix/.unpack-${(0,external_node_crypto_.randomUUID)()}`;
    const ground = platform(facts.system).planGround(mode, facts, folder);
    await executor.all(ground.folders);
    const form = platform(facts.system).DECODE ? '-xf' : '-xJf';
    const argv = ['tar', form, '-', '-C', folder, '--strip-components=1', '--no-same-owner'];
    const tar = { argv, as: asOf(mode), why: 'unpack the release' };
    const works = [decoder.ended(), executor.one(tar, decoder.output), executor.all(ground.users)];
    try {
        await Promise.all(works);
    }
    catch (error) {
        decoder.abort();
        await Promise.allSettled(works);
        await executor.one(removal(mode, folder));
        throw error;
    }
    return { folder, ...(await readUnpacked(folder)) };
}
function removal(mode, folder) {
    return { argv: ['rm', '-rf', folder], as: asOf(mode), why: 'remove what is left of the archive' };
}
function asOf(mode) {
    return mode === 'daemon' ? 'root' : 'user';
}
/** What the `install` script of the tarball says of it, and the names of its store paths. */
async function readUnpacked(folder) {
    const [script, paths] = await Promise.all([
        (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folder, 'install'), 'utf8').catch(() => ''),
        (0,external_node_fs_promises_.readdir)((0,external_node_path_.join)(folder, 'store')).catch(() => []),
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
    const looking = gatherFacts(system, rim.env);
    const { version, flavor, mode, nix, caBundle, userSettings, daemon, service } = await installNix(inputs, system, looking, rim);
    const facts = await looking;
    return {
        nix: { bin: `${nix}/bin`, version, flavor, system, install: 'installed', mode },
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
    await (0,external_node_fs_promises_.writeFile)(conf, formatConf([...accept, ...settings]));
    return { NIX_USER_CONF_FILES: userConfFiles([tokenFile, (0,external_node_path_.join)(folder, CACHES_CONF), conf], env) };
}

;// CONCATENATED MODULE: ./build/project/syntax.js





/** nixpkgs has 40,000 Nix files; a project that a person writes has far fewer. */
const syntax_MOST_FILES = 2000;
const MOST_BAD = 20;
/** Seconds in all. */
const syntax_DEADLINE = 20;
/** Files of one process: far below what a kernel takes as arguments. */
const syntax_BATCH = 500;
/**
 * Parses Nix files, which evaluates nothing. Nix ends at the first one that does not parse, so it is called again for
 * those behind it. What needs an experimental feature is not bad, and is not looked into.
 * @param files absolute
 */
async function parseNixFiles(files, nix, env, cancel) {
    const looked = await plainFiles(files.slice(0, syntax_MOST_FILES));
    const bad = [];
    const end = performance.now() + syntax_DEADLINE * 1000;
    let at = 0;
    while (at < looked.length && bad.length < MOST_BAD && performance.now() < end) {
        const batch = looked.slice(at, at + syntax_BATCH);
        const left = (end - performance.now()) / 1000;
        const errors = await syntax_parse(batch, nix, env, left, cancel);
        if (!errors)
            break;
        const found = firstBad(errors, batch);
        if (errors.length > 0 && !found)
            break;
        if (found && !/experimental/i.test(found.message))
            bad.push(found);
        at += found ? batch.indexOf(found.file) + 1 : batch.length;
    }
    return { bad, parsed: at, all: files.length };
}
async function plainFiles(files) {
    const stats = await Promise.all(files.map(file => (0,external_node_fs_promises_.lstat)(file).catch(() => undefined)));
    return files.filter((_, index) => stats[index]?.isFile());
}
/** @returns Nix's errors, none where all parse; undefined where it was cut short */
async function syntax_parse(files, { bin }, env, timeout, cancel) {
    const log = new NixLog(() => { });
    const argv = [(0,external_node_path_.join)(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files];
    // The parsed text, which is long, goes nowhere.
    const time = { seconds: timeout, said: 'took too long' };
    const exit = await spawn_run(argv, { cwd: '/', env, time, cancel, stderr: log });
    log.finish(exit);
    if (exit.timedOut || exit.cancelled)
        return undefined;
    return exit.code === 0 ? [] : log.run().errors;
}
/** Pure: the file of these that Nix complains of; undefined where it complains of something else. */
function firstBad(errors, files) {
    for (const error of errors) {
        const { text, position } = parseMessage(error);
        const file = position && files.find(it => it === position.file || endsAlike(it, position.file));
        if (!file)
            continue;
        const { line, column } = position;
        return { file, line, ...(column ? { column } : {}), message: text };
    }
    return undefined;
}
/** macOS names /tmp as /private/tmp. */
function endsAlike(one, other) {
    return other.endsWith(one) && other.startsWith('/private');
}

;// CONCATENATED MODULE: ./build/project/look.js




/** Files that get a warning of their own; the last one lists what more there is. */
const MOST_WARNINGS = 3;
/**
 * Parses the tracked Nix files beside the steps.
 * @returns tells of those that do not parse, once the steps have ended: what a step failed on is its own error
 */
function lookAtSyntax(looked) {
    const { nix, rim, env, workspace, project } = looked;
    const tracked = new Tracked(project, workspace, rim.env, rim.cancel);
    const look = async () => parseNixFiles((await tracked.files('*.nix')) ?? [], nix, env, rim.cancel);
    const found = look().catch(explain);
    return async (steps) => {
        const syntax = await found;
        if (typeof syntax === 'string')
            rim.say.info(`The tracked Nix files could not be parsed: ${syntax}`);
        else
            tell(syntax, new Set(filesOf(steps)), nix, tracked, rim);
    };
}
function tell({ bad, parsed, all }, told, { version }, tracked, { say, cancel }) {
    const named = bad.map(it => ({ ...it, file: tracked.shown(it.file) }));
    const untold = named.filter(({ file }) => !told.has(file));
    const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold;
    const rest = untold.slice(own.length);
    const title = 'A Nix file does not parse';
    for (const it of own)
        say.warning(look_sentence(it, version), title, it);
    const [first] = rest;
    if (first) {
        const list = rest.map(it => `${look_placeOf(it)}: ${oneLine(it.message)}`);
        say.warning(`These do not parse with Nix ${version}:\n${list.join('\n')}`, title, first);
    }
    if (parsed < all && !cancel.aborted)
        say.info(`${parsed} of ${all} tracked Nix files were parsed, to find those with errors.`);
}
function look_sentence(it, version) {
    const what = `${oneLine(look_placeOf(it))} does not parse with Nix ${version}: ${oneLine(it.message)}`;
    return `${what}. Repair it, or git rm it.`;
}
function look_placeOf({ file, line, column }) {
    return [file, line, column].filter(it => it !== undefined).join(':');
}
/** The files on which errors of steps stand. */
function filesOf(steps) {
    return steps.flatMap(({ error, checks = [], failedDependencies = [] }) => [error, ...[...checks, ...failedDependencies].map(it => it.error)].flatMap(it => it?.file ?? []));
}

;// CONCATENATED MODULE: ./build/project/pins/finding.js
/** Any text as JSON; undefined where it is none, or no map. */
function parseJson(text) {
    try {
        const value = JSON.parse(text);
        return asMap(value);
    }
    catch {
        return undefined;
    }
}
function asMap(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? value
        : undefined;
}
function finding_asText(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** The line, from 1, where a key of a map stands in a JSON text. */
function lineOfKey(text, key) {
    const at = text.search(new RegExp(`${escaped(JSON.stringify(key))}\\s*:\\s*\\{`));
    return at < 0 ? undefined : lineAt(text, at);
}
function lineAt(text, at) {
    return text.slice(0, at).split('\n').length;
}
function escaped(text) {
    return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

;// CONCATENATED MODULE: ./build/project/pins/release-branch.js
const RELEASE = /(?:nixos|nixpkgs|release)-(\d\d)\.(05|11)\b/;
/**
 * Whether a text names a release branch of nixpkgs that gets no updates any more. A release is kept until a month after
 * the next one: 25.05 until the end of 2025, 25.11 until the end of June 2026.
 * @param text a branch (`nixos-25.05`) or an address with one in it
 * @returns the branch and its last day as YYYY-MM-DD
 */
function endedBranch(text, now) {
    const [branch, year, month] = RELEASE.exec(text) ?? [];
    if (!branch || !year)
        return undefined;
    const end = month === '05' ? `20${year}-12-31` : `20${Number(year) + 1}-06-30`;
    return now.toISOString().slice(0, 10) > end ? { branch, end } : undefined;
}

;// CONCATENATED MODULE: ./build/project/pins/flake-lock.js


const FILE = 'flake.lock';
/** A nixpkgs that is older lacks half a year of security fixes, and its release may have ended. */
const OLDEST = 180;
const DAY = 24 * 60 * 60 * 1000;
/** Reads a flake.lock; undefined where it is none. */
function readLock(text) {
    const json = parseJson(text);
    const all = asMap(json?.nodes);
    const root = finding_asText(json?.root);
    if (!all || root === undefined)
        return undefined;
    const nodes = new Map(Object.entries(all).map(([name, node]) => [name, asMap(node)]));
    const inputs = new Map();
    const followed = new Set();
    const users = new Map();
    for (const [name, node] of nodes) {
        for (const [input, target] of Object.entries(asMap(node?.inputs) ?? {})) {
            const value = target;
            if (Array.isArray(value)) {
                const first = finding_asText(value[0]);
                if (first)
                    followed.add(first);
            }
            else if (typeof value === 'string') {
                if (name === root)
                    inputs.set(input, value);
                users.set(value, [...(users.get(value) ?? []), name]);
            }
        }
    }
    const nixpkgs = new Map([...nodes]
        .filter(([, node]) => isNixpkgs(node))
        .map(([name]) => [name, (users.get(name) ?? []).filter(user => user !== root)]));
    return { inputs, followed, nodes, nixpkgs };
}
function isNixpkgs(node) {
    const { owner, repo, url } = asMap(node?.locked) ?? {};
    const isRepository = /^nixos$/i.test(finding_asText(owner) ?? '') && finding_asText(repo) === 'nixpkgs';
    return isRepository || /\b(?:channels|releases)\.nixos\.org\//.test(finding_asText(url) ?? '');
}
/** Pure: an old nixpkgs, one of a release that has ended, and several where one would do. */
function lockFindings(text, now) {
    const lock = readLock(text);
    if (!lock)
        return [];
    const own = [...lock.inputs].filter(([, node]) => lock.nixpkgs.has(node));
    const aged = own.flatMap(([input, node]) => {
        const said = ageOf(input, lock.nodes.get(node), now);
        return said ? [{ node, text: said }] : [];
    });
    const nodes = own.map(([, node]) => node);
    return [...aged, ...duplicates(lock, nodes)].map(found => {
        const line = lineOfKey(text, found.node);
        return { file: FILE, ...(line ? { line } : {}), text: found.text };
    });
}
function ageOf(input, node, now) {
    const { ref, url } = asMap(node?.original) ?? {};
    const ended = endedBranch(finding_asText(ref) ?? finding_asText(url) ?? '', now);
    if (ended)
        return `${input} follows ${ended.branch}, which has had no updates since ${ended.end}. Name a newer branch in flake.nix, then nix flake update ${input}.`;
    const seconds = asMap(node?.locked)?.lastModified;
    if (typeof seconds !== 'number' || !(seconds > 0))
        return undefined;
    const days = Math.floor((now.getTime() - seconds * 1000) / DAY);
    return days > OLDEST ? `${input} is ${days} days old: nix flake update ${input}.` : undefined;
}
/** Those that the flake asks for itself by two names are meant. */
function duplicates({ nixpkgs }, own) {
    const others = [...nixpkgs].filter(([node]) => !own.includes(node));
    if (others.length + Math.min(own.length, 1) < 2)
        return [];
    const users = [...new Set(others.flatMap(([, by]) => by))];
    const first = users[0] ?? '';
    const target = own.length > 0 ? 'nixpkgs' : `${first}/nixpkgs`;
    return [
        {
            node: others[0]?.[0] ?? '',
            text: `nixpkgs is locked ${nixpkgs.size} times; copies of their own have ${users.slice(0, 6).join(', ')}. Where one will do: inputs.${first}.inputs.nixpkgs.follows = "${target}" in flake.nix.`,
        },
    ];
}

;// CONCATENATED MODULE: ./build/project/pins/sources.js


/** The sources of a sources.json, of niv or of npins. */
function readSources(text) {
    const json = parseJson(text);
    const pins = asMap(json?.pins);
    const isNpins = pins !== undefined && json?.version !== undefined;
    const entries = Object.entries((isNpins ? pins : json) ?? {});
    const sources = entries.flatMap(([name, value]) => {
        const pin = asMap(value);
        return pin ? [{ name, follows: followed(pin) }] : [];
    });
    return { tool: isNpins ? 'npins' : 'niv', sources };
}
function followed(pin) {
    const isChannel = finding_asText(pin.type) === 'Channel';
    return finding_asText(isChannel ? pin.name : pin.branch) ?? '';
}
/** Pure: sources of a release of nixpkgs that has ended. */
function sourcesFindings(file, text, now) {
    const { tool, sources } = readSources(text);
    return sources.flatMap(({ name, follows }) => {
        const ended = endedBranch(follows, now);
        const line = lineOfKey(text, name);
        const update = tool === 'niv' ? `niv update ${name} -b BRANCH` : `npins add … --name ${name}`;
        return ended
            ? [
                {
                    file,
                    ...(line ? { line } : {}),
                    text: `${name} follows ${ended.branch}, which has had no updates since ${ended.end}. ${update}, with a newer branch.`,
                },
            ]
            : [];
    });
}

;// CONCATENATED MODULE: ./build/project/pins/unpinned.js



/** Comments, and strings of two kinds. */
const APART = /#[^\n]*|\/\*[\s\S]*?\*\/|''(?:[^']|'(?!')|''[$'\\])*''|"(?:[^"\\]|\\[\s\S])*"/g;
/** `fetchurl` alone is that of nixpkgs, which wants a hash by itself. */
const FETCH = /(?<![\w.'-])(?:(?:builtins\s*\.\s*)?(?<name>fetchTarball|fetchGit|fetchTree|fetchMercurial)|builtins\s*\.\s*(?<file>fetchurl))\s*(?=["{]|https?:)/g;
const PINNED = /\b(?:sha256|hash|narHash|rev|outputHash)\b/;
const REMOTE = /^(?:https?|git|ssh|git\+\w+):\/\/|^(?:github|gitlab|sourcehut):|^git@/;
const REVISION = /[0-9a-f]{40}/;
/** Characters of an argument that are looked at. */
const unpinned_LONGEST = 2000;
/** A Nix text of the same length without comments and, where asked, without indented strings. */
function withoutComments(text, isCodeOnly = false) {
    return text.replace(APART, part => {
        const isKept = part.startsWith('"') || (part.startsWith("''") && !isCodeOnly);
        return isKept ? part : part.replace(/[^\n]/g, ' ');
    });
}
/** Pure: fetches in a Nix text that name neither a hash nor a revision, so that each run may get something else. */
function unpinnedFetches(file, text) {
    const plain = withoutComments(text, true);
    return [...plain.matchAll(FETCH)].flatMap(match => {
        const name = match.groups?.name ?? match.groups?.file ?? '';
        const argument = argumentAt(plain, match.index + match[0].length);
        const url = unpinned_urlOf(argument);
        if (!url || PINNED.test(argument.replace(url, '')))
            return [];
        if (!REMOTE.test(url) || url.includes('${') || REVISION.test(url))
            return [];
        const needs = name === 'fetchGit' || name === 'fetchMercurial' ? 'rev' : 'sha256';
        const said = `${name} of ${oneLine(url, 120)} has no ${needs}: each run may get something else.`;
        return [{ file, line: lineAt(text, match.index), text: said }];
    });
}
/** A string, an address, or a set up to its end. */
function argumentAt(text, at) {
    const rest = text.slice(at, at + unpinned_LONGEST);
    if (!rest.startsWith('{'))
        return /^(?:"(?:[^"\\]|\\[\s\S])*"|[^\s;)]+)/.exec(rest)?.[0] ?? '';
    let depth = 0;
    for (let i = 0; i < rest.length; i++) {
        if (rest[i] === '{')
            depth++;
        else if (rest[i] === '}' && --depth === 0)
            return rest.slice(0, i + 1);
    }
    return '';
}
function unpinned_urlOf(argument) {
    if (!argument.startsWith('{'))
        return argument.replace(/^"|"$/g, '');
    const [, quoted, plain] = /\burl\s*=\s*(?:"([^"]*)"|(https?:[^\s;]+))/.exec(argument) ?? [];
    return quoted ?? plain;
}
/** Pure: entries of a NIX_PATH that move: channels, and archives of a branch. */
function movingEntries(where, nixPath) {
    return splitNixPath(nixPath)
        .filter(entry => {
        const place = entry.slice(entry.indexOf('=') + 1);
        const isChannel = /^channel:|\bnixos\.org\/channels\/|\bchannels\.nixos\.org\//.test(place);
        const isArchive = /^https?:.*\/archive\//.test(place) && !REVISION.test(place);
        return isChannel || isArchive;
    })
        .map(entry => ({
        text: `${where}: ${oneLine(entry, 150)} moves, so each run may get another one. Pin it: nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz`,
    }));
}

;// CONCATENATED MODULE: ./build/project/pins/unused.js


const unused_NAME = String.raw `[A-Za-z_][\w'-]*`;
const OUTPUTS = new RegExp(String.raw `\boutputs\s*=\s*(?:(${unused_NAME})\s*@\s*)?(\{[^{}]*\}|${unused_NAME})\s*(?:@\s*(${unused_NAME})\s*)?:`);
/**
 * Pure: inputs of a flake that nothing names, by a search for words; none where they are handed on as a whole.
 * @param flake the text of flake.nix
 * @param inputs the names of its inputs, without those that others follow
 * @param others the texts of the other Nix files
 */
function unusedInputs(flake, inputs, others) {
    const text = withoutComments(flake);
    const match = OUTPUTS.exec(text);
    if (!match)
        return [];
    const [all, before, pattern = '', after] = match;
    const body = text.slice(match.index + all.length);
    const named = pattern.startsWith('{') ? undefined : pattern;
    const alias = before ?? after ?? named;
    const texts = [body, ...others.map(other => withoutComments(other))];
    const isWhole = alias !== undefined && isHandedOn(alias, body);
    const isAside = texts.some(it => isHandedOn(String.raw `self\s*\.\s*inputs`, it, true));
    if (isWhole || isAside || /^\s*inputs\s*(?:\.[^;=]*)?=(?!=)/m.test(body))
        return [];
    return inputs.filter(name => name !== 'self' && !texts.some(it => hasWord(it, name)));
}
/** Whether a set is used otherwise than for one attribute. */
function isHandedOn(name, text, isPattern = false) {
    const word = isPattern ? name : escaped(name);
    return new RegExp(String.raw `(?<![\w'-])${word}(?![\w'-])(?!\s*\.\s*[A-Za-z_"])`).test(text);
}
/**
 * Pure: sources of niv or npins that nothing names; none where all of them are gone through.
 * @param isFound whether `<nixpkgs>` is the one of these sources
 */
function unusedSources(names, others, isFound) {
    const texts = others.map(other => withoutComments(other));
    const isGoneThrough = texts.some(text => /\b(?:mapAttrs|attrValues|attrNames|mapAttrsToList|filterAttrs)\b[^;]*\b(?:sources|pins|npins)\b/.test(text));
    if (isGoneThrough)
        return [];
    const isUsed = (name) => texts.some(text => hasWord(text, name)) ||
        (isFound && name === 'nixpkgs' && texts.some(text => /<nixpkgs[>/]/.test(text)));
    return names.filter(name => !isUsed(name));
}
/** `<nixpkgs>` is not the word `nixpkgs`. */
function hasWord(text, name) {
    return new RegExp(`(?<![\\w'<-])${escaped(name)}(?![\\w'-])`).test(text);
}

;// CONCATENATED MODULE: ./build/project/pins/read.js








/** Files that are read, and the bytes of the largest. */
const read_MOST_FILES = 2000;
const read_LARGEST = 2 ** 20;
/** Files that niv and npins write; they fetch what sources.json pins. */
const WRITTEN = ['nix/sources.nix', 'npins/default.nix'];
const SOURCES = ['nix/sources.json', 'npins/sources.json'];
/** Reads the pins of a project, and the tracked Nix files that should go by them. */
async function readPins(tracked, options) {
    const { project, now } = options;
    const [texts, flake, lock, ...sources] = await Promise.all([
        nixTexts(tracked, project),
        ...['flake.nix', 'flake.lock', ...SOURCES].map(file => read((0,external_node_path_.join)(project, file))),
    ]);
    const own = [...texts].filter(([file]) => !WRITTEN.includes(file));
    const others = own.filter(([file]) => file !== 'flake.nix').map(([, text]) => text);
    const users = [...others, flake ?? ''];
    return [
        ...flakeFindings(flake, lock, others, now),
        ...sources.flatMap((text, at) => text === undefined ? [] : sourceFindings(SOURCES[at] ?? '', text, users, options)),
        ...own.flatMap(([file, text]) => unpinnedFetches(file, text)),
        ...options.searchPaths.flatMap(([where, path]) => movingEntries(where, path)),
    ];
}
/** Pure: what is to be said of the sources of niv or npins. */
function sourceFindings(file, text, users, { now, findsPinned }) {
    const names = readSources(text).sources.map(({ name }) => name);
    const unused = unusedSources(names, users, findsPinned);
    return [
        ...sourcesFindings(file, text, now),
        ...unused.map(name => unusedFinding(file, text, name)),
    ];
}
/** Pure: what is to be said of flake.nix and its lock file; undefined where there is none. */
function flakeFindings(flake, lock, others, now) {
    if (flake === undefined)
        return [];
    if (lock === undefined) {
        const needsLock = /\burl\s*=\s*"/.test(flake.split(/\boutputs\s*=/)[0] ?? '');
        const text = 'there is no flake.lock, so each run may get other inputs: nix flake lock';
        return needsLock ? [{ file: 'flake.nix', text: `${text}, and commit it.` }] : [];
    }
    const { inputs, followed } = readLock(lock) ?? {};
    const names = [...(inputs?.keys() ?? [])].filter(name => !followed?.has(name));
    const unused = unusedInputs(flake, names, others);
    return [
        ...lockFindings(lock, now),
        ...unused.map(name => ({ file: 'flake.nix', text: `the input ${name} is not used.` })),
    ];
}
function unusedFinding(file, text, name) {
    const line = lineOfKey(text, name);
    const said = `${name} is pinned, but no Nix file of the project uses it.`;
    return { file, ...(line ? { line } : {}), text: said };
}
/** The tracked Nix files of the project by their names in it. */
async function nixTexts(tracked, project) {
    const files = ((await tracked.files('*.nix')) ?? []).filter(it => it.startsWith(project + external_node_path_.sep));
    const texts = new Map();
    for (const file of files.slice(0, read_MOST_FILES)) {
        const text = await read(file);
        if (text !== undefined)
            texts.set((0,external_node_path_.relative)(project, file), text);
    }
    return texts;
}
/** The text of a plain file, which is no link and not too large. */
async function read(path) {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = external_node_fs_.constants;
    const file = await (0,external_node_fs_promises_.open)(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined);
    try {
        const stat = await file?.stat();
        return file && stat?.isFile() && stat.size <= read_LARGEST ? await file.readFile('utf8') : undefined;
    }
    finally {
        await file?.close();
    }
}

;// CONCATENATED MODULE: ./build/project/pins/tell.js





/** Findings that are listed. */
const MOST_LISTED = 20;
/**
 * Looks at the pins of the project. Never fails.
 * @returns tells of them in one annotation, by the input `pins`
 */
async function lookAtPins(job, rim) {
    const { inputs, project, workspace } = job;
    if (inputs.pins === 'off')
        return () => { };
    const tracked = new Tracked(project, workspace, rim.env, rim.cancel);
    const isOwn = inputs.nixPath === 'auto' && !rim.env.NIX_PATH;
    const options = {
        project,
        searchPaths: searchPaths(inputs, rim.env),
        findsPinned: isOwn,
        now: new Date(),
    };
    const findings = await readPins(tracked, options).catch(explain);
    return () => {
        if (typeof findings === 'string')
            rim.say.info(`The pins could not be looked at: ${findings}`);
        else
            tell_tellOf(findings, inputs.pins === 'warn' ? 'warning' : 'notice', tracked, project, rim.say);
    };
}
/** Pure: what Nix is told to look for `<…>` in, by where it is told so. */
function searchPaths({ nixPath, steps }, env) {
    const given = nixPath === 'auto' ? [['NIX_PATH', env.NIX_PATH ?? '']] : [['nix-path', nixPath]];
    const ofSteps = (steps === 'auto' ? [] : steps).map(({ name, args }) => [
        name,
        searchPathOf(args).join(':'),
    ]);
    return [...given, ...ofSteps];
}
function tell_tellOf(findings, level, tracked, project, say) {
    if (findings.length === 0)
        return;
    const named = findings.map(it => it.file ? { ...it, file: tracked.shown(`${project}/${it.file}`) } : it);
    const lines = named.slice(0, MOST_LISTED).map(it => oneLine(`${tell_placeOf(it)}${it.text}`, 600));
    const more = named.length > MOST_LISTED ? [`… and ${named.length - MOST_LISTED} more`] : [];
    const first = named.find(it => it.file !== undefined);
    const place = first?.file
        ? { file: first.file, ...(first.line ? { line: first.line } : {}) }
        : undefined;
    say[level]([...lines, ...more].join('\n'), 'Pins', place);
}
function tell_placeOf({ file, line }) {
    return file ? `${[file, ...(line ? [line] : [])].join(':')}: ` : '';
}

;// CONCATENATED MODULE: ./build/report/baseline.js



/** Samples of one thing that are kept, the newest last. */
const baseline_KEPT = 10;
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
            next.set(id, samples.slice(-baseline_KEPT));
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
    return new Map(things.map(([id, list]) => [id, list.slice(-baseline_KEPT)]));
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
        await (0,external_node_fs_promises_.mkdir)(fresh, { mode: 0o700 });
        const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: LIMIT });
        if (found.kind === 'miss')
            return none('There are no timings of the default branch yet.');
        if (found.kind !== 'hit')
            return none(baseline_store_told(found.told), isCacheTrouble(found));
        const history = readHistory(await (0,external_node_fs_promises_.readFile)(file, 'utf8'));
        if (!history)
            return none(`The timings in ${found.key} are not in our format.`, true);
        const message = `Timings of the default branch: ${history.size} things (${found.key}).`;
        return { history, told: message, trouble: false };
    }
    catch (error) {
        return none(baseline_store_told(String(error)), true);
    }
    finally {
        await (0,external_node_fs_promises_.rm)(fresh, { recursive: true, force: true }).catch(() => { });
    }
}
const baseline_store_told = (why) => `Nothing is compared with the default branch: ${why}`;
/** Leaves the samples for post, in main's private folder. */
async function leaveBaseline(history, folder) {
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folder, baseline_store_NAME), historyText(history), { mode: 0o600 });
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
        const file = (0,external_node_path_.join)(await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(folder, 'baseline-')), baseline_store_NAME);
        await (0,external_node_fs_promises_.writeFile)(file, historyText(history), { flag: 'wx' });
        const saved = await cache.save({ file, key, limit: LIMIT });
        return { told: `Timings: ${saved.told}`, trouble: isCacheTrouble(saved) };
    }
    catch (error) {
        return { told: `Timings are not saved: ${error}`, trouble: true };
    }
}
/** What is no plain file of a possible size reads as if it were not in our format. */
async function readLeft(path) {
    const stat = await (0,external_node_fs_promises_.lstat)(path).catch(() => undefined);
    if (!stat)
        return undefined;
    return stat.isFile() && stat.size <= LIMIT ? (0,external_node_fs_promises_.readFile)(path, 'utf8') : '';
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

;// CONCATENATED MODULE: ./build/report/progress.js




/** Why the steps after the one that ran are not. */
const KILLED = 'the action was killed';
const progress_NAME = 'progress.json';
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
    began(step) {
        this.#at = this.#steps.indexOf(step);
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
        const own = { start: this.#start, seconds: round(start - this.#start), attempts: 1 };
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
/** Leaves for post what a run has come to. */
function leaveProgress(folders, data) {
    // A command may have cleared RUNNER_TEMP.
    (0,external_node_fs_.mkdirSync)(folders.private, { recursive: true, mode: 0o700 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folders.private, progress_NAME), JSON.stringify({ ...data, baseline: undefined }));
}
/** The run has been reported. */
function removeProgress(folders) {
    (0,external_node_fs_.rmSync)((0,external_node_path_.join)(folders.private, progress_NAME), { force: true });
}
/** What a main that did not live to report left; undefined where it reported, or what is there is not its own. */
async function readProgress(folders) {
    const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folders.private, progress_NAME), 'utf8').catch(() => undefined);
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

;// CONCATENATED MODULE: ./build/report/junit-cases.js


/** The test cases of a step: its checks, and itself where these do not tell all. */
function casesOf(step) {
    const { status, earlier = [], expectation } = step;
    const cases = casesOfAttempt(step);
    if (status === 'allowed-failure')
        return cases.map(one => excuse(one, 'allowed failure'));
    if (expectation === 'met')
        return cases.map(one => excuse(one, 'failed as expected'));
    return earlier.length > 0 ? withReruns(cases, earlier, step) : cases;
}
/** A step that fails though none of its checks does is a case too, or the file would be green. */
function casesOfAttempt(step) {
    const { checks = [], failedDependencies = [] } = step;
    const dependencies = failedDependencies.map(({ name, status, seconds, error }) => ({
        name,
        seconds,
        mark: status === 'timeout' ? 'error' : 'failure',
        type: status,
        ...error,
    }));
    const cases = [...checks.map(checkCase), ...dependencies];
    const told = cases.some(isFailed);
    const itself = failuresOf({ steps: [step] }).some(({ name }) => name === step.name);
    const needsOwn = cases.length === 0 || (hasFailed(step) && (!told || itself));
    return needsOwn ? [...cases, stepCase(step)] : cases;
}
/**
 * Joins the cases of all attempts by their names. As Maven Surefire writes it: what passed at last is flaky, and what
 * did not has the first failure and then the others.
 */
function withReruns(last, earlier, step) {
    const failures = new Map();
    for (const attempt of earlier) {
        const { checks: _, failedDependencies: __, earlier: ___, ...rest } = step;
        for (const one of casesOfAttempt({ ...rest, ...attempt }).filter(isFailed)) {
            failures.set(one.name, [...(failures.get(one.name) ?? []), junit_cases_markOf(one)]);
        }
    }
    const names = new Set(last.map(({ name }) => name));
    const gone = [...failures.keys()].filter(name => !names.has(name));
    // A dependency that is built at last is no case of its own there.
    const passed = gone.map((name) => ({ name, seconds: 0 }));
    return [...last, ...passed].map(one => withFailures(one, failures.get(one.name) ?? []));
}
function withFailures(one, before) {
    const [first, ...others] = before;
    if (!first)
        return one;
    if (!isFailed(one))
        return { ...one, reruns: before };
    const { name, seconds } = one;
    return { name, seconds, ...first, reruns: [...others, junit_cases_markOf(one)] };
}
function junit_cases_markOf({ name: _, seconds: __, reruns: ___, ...mark }) {
    return mark;
}
function isFailed({ mark }) {
    return mark === 'failure' || mark === 'error';
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
/** What may fail must not turn a reader of this file red. */
function excuse(one, why) {
    if (!isFailed(one))
        return one;
    return { ...one, mark: 'skipped', message: `${why}: ${one.message ?? ''}` };
}

;// CONCATENATED MODULE: ./build/report/junit.js




/** Characters of one failure's text. */
const junit_LONGEST = 20_000;
/**
 * The run as JUnit XML: one test suite a step, its checks as test cases; a step without checks is its own. Failed is
 * `<failure>`; what failed because of something else, did not evaluate or ran out of time is `<error>`; what was not
 * run, what may fail and what failed as expected is `<skipped>`.
 */
function junitOf(data) {
    const suites = [
        ...data.steps.map((step, index) => suite(step.name, casesOf(step), timestamp(data, index))),
        ...(data.trouble ? [suite('Nix CI', [troubleCase(data.trouble)], timestamp(data))] : []),
    ];
    const count = (mark) => suites.flatMap(it => it.cases).filter(it => it.mark === mark);
    const attributes = junit_attributesOf({
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
    const attributes = junit_attributesOf({
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
function troubleCase(message) {
    return { name: 'Nix CI', seconds: 0, mark: 'error', type: 'error', message };
}
function caseXml(suiteName, one) {
    const { name, seconds, mark, file, line, reruns = [] } = one;
    const attributes = junit_attributesOf({
        classname: suiteName,
        name,
        time: seconds.toFixed(3),
        ...(file === undefined ? {} : { file }),
        ...(line === undefined ? {} : { line }),
    });
    const again = mark ? RERUN : FLAKY;
    const bodies = [
        ...(mark ? [junit_element(mark, one, junit_textOf(one))] : []),
        ...reruns.map(it => junit_element(again[it.mark ?? ''] ?? '', it, stackTrace(junit_textOf(it)))),
    ];
    if (bodies.length === 0)
        return `    <testcase${attributes}/>\n`;
    const body = bodies.map(xml => `      ${xml}\n`).join('');
    return `    <testcase${attributes}>\n${body}    </testcase>\n`;
}
/** Maven Surefire's elements for attempts that failed before the last passed, and for those after the first failure. */
const FLAKY = { failure: 'flakyFailure', error: 'flakyError' };
const RERUN = { failure: 'rerunFailure', error: 'rerunError' };
function junit_element(tag, { mark, type = '', message = '' }, text) {
    const [first = ''] = message.split('\n');
    const about = junit_attributesOf({ message: first, ...(mark === 'skipped' ? {} : { type }) });
    return text === '' ? `<${tag}${about}/>` : `<${tag}${about}>${text}</${tag}>`;
}
function junit_textOf({ mark, message = '' }) {
    return mark === 'skipped' ? '' : escapeXml(cutMiddle(message, junit_LONGEST));
}
function stackTrace(text) {
    return `<stackTrace>${text}</stackTrace>`;
}
function junit_attributesOf(attributes) {
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

;// CONCATENATED MODULE: ./build/report/masked.js
/** The run without secrets in the texts that commands and builds printed. */
function masked(data, hide) {
    return {
        ...data,
        steps: data.steps.map(step => maskedStep(step, hide)),
        leftovers: data.leftovers.map(one => ({ ...one, command: hide(one.command) })),
        ...(data.trouble === undefined ? {} : { trouble: hide(data.trouble) }),
        ...(data.ownSummaries === undefined ? {} : { ownSummaries: hide(data.ownSummaries) }),
    };
}
function maskedStep(step, hide) {
    const { reason, earlier } = step;
    return {
        ...masked_withFailures(step, hide),
        ...(reason === undefined ? {} : { reason: hide(reason) }),
        ...(earlier ? { earlier: earlier.map(attempt => masked_withFailures(attempt, hide)) } : {}),
    };
}
/** A step or an attempt at it. */
function masked_withFailures(one, hide) {
    const hidden = (failed) => failed.error
        ? { ...failed, error: { ...failed.error, message: hide(failed.error.message) } }
        : failed;
    const { checks, failedDependencies } = one;
    return {
        ...hidden(one),
        ...(checks ? { checks: checks.map(hidden) } : {}),
        ...(failedDependencies ? { failedDependencies: failedDependencies.map(hidden) } : {}),
    };
}

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
        steps: data.steps.map(stepOf),
        derivations: data.derivations.map(({ after: _, ...derivation }) => derivation),
        store,
        caches,
        leftovers,
    };
}
function stepOf({ counts: _, failedDependencies: __, earlier: ___, expectation: ____, ...step }) {
    return step;
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
    const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || summary_checks_secondsOf(b) - summary_checks_secondsOf(a));
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
function summary_checks_secondsOf(check) {
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

;// CONCATENATED MODULE: ./build/report/summary/flaky.js



/** What passed only at a later attempt, each with how it failed before. */
function flakyParts({ steps }, { log, open }) {
    const flaky = steps.filter(step => step.flaky);
    const shown = flaky.slice(0, open).map(step => flaky_folded(step, log));
    const rest = flaky.length - shown.length;
    return rest > 0 ? [...shown, `… and ${plural(rest, 'more flaky step')}.`] : shown;
}
function flaky_folded({ name, attempts, earlier = [] }, log) {
    const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed at attempt ${attempts}`;
    return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'));
}
function attemptText({ attempt, status, seconds, error }, log) {
    const line = `Attempt ${attempt}: ${statusText(status)} after ${durationText(seconds)}`;
    return log > 0 ? `${line}\n\n${fence(cutMiddle(error.message, log))}` : line;
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
function headline_headline(data) {
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
    const failed = all.length === 0 ? [] : [`**${all.join(' and ')} failed**`];
    const flaky = steps.filter(step => step.flaky).length;
    return [...failed, ...(flaky > 0 ? [`**${plural(flaky, 'flaky step')}**`] : [])].join(' · ');
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
    const attempts = 'attempts' in one && one.attempts > 1 ? steps_attemptsText(one) : '';
    const reason = 'reason' in one && one.reason ? `: ${markdown_words(one.reason)}` : '';
    return `${statusText(one.status)}${attempts}${reason}`;
}
function steps_attemptsText({ flaky, attempts, status }) {
    if (status === 'success')
        return ` at attempt ${attempts}${flaky ? ', flaky' : ''}`;
    return ` after ${attempts} attempts`;
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
        headline_headline(data),
        data.trouble ? fence(cutMiddle(data.trouble, Math.max(log, 2000))) : '',
        ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
        ...flakyParts(data, { log, open: Math.min(10, rows) }),
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

;// CONCATENATED MODULE: ./build/report/to-build.js
/** What fits into an output beside the others: a job's may be 1 MB together. */
const to_build_MOST = 500;
/**
 * The outputs `needs-build` and `to-build`: what a plan found to be in no cache, or without one what the run had to
 * build, whether or not that went well. Not known where Nix could not be had, or a plan failed before it found anything.
 */
function toBuildOutputs({ plan, nix, observed }, success) {
    const all = plan ? observed.toBuild : new Set(observed.derivations.map(({ drv }) => drv));
    const isKnown = all.size > 0 || (plan ? success : nix !== undefined);
    return {
        'needs-build': isKnown ? String(all.size > 0) : '',
        'to-build': isKnown ? JSON.stringify([...all].slice(0, to_build_MOST)) : '',
    };
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
    const stored = await run.storeCache?.outcome(run.observed.derivations);
    const derivations = await run.observed.withReferences();
    const data = masked(runData(run, success, derivations, stored?.record), text => page.hide(text));
    annotate(data, page);
    annotateLast(run.leavings, page);
    setOutputs(run, data, stored?.result, files);
    files.summary = renderSummary(data);
    files.flush();
    if (run.folders)
        removeProgress(run.folders);
}
/**
 * Leaves everything as it would have to be if the process ended now; post tells of it then.
 * @param unfinished the step that runs and those after it, as they would be reported
 */
function interim(run, folders, unfinished, page, files) {
    const data = runData(run, false, run.observed.derivations, undefined);
    const all = masked({ ...data, steps: [...data.steps, ...unfinished] }, text => page.hide(text));
    leaveProgress(folders, all);
    setOutputs(run, all, undefined, files);
    files.flush();
}
/** Tells in the log and at the top of the job page what failed and what everything took. */
function annotate(data, page) {
    for (const error of stepErrors(data, page.left('error')))
        page.annotate('error', error);
    for (const notice of timingNotices(data, page.left('notice')))
        page.annotate('notice', notice);
    for (const warning of flakyWarnings(data, page.left('warning')))
        page.annotate('warning', warning);
}
/** What commands had to say gets what is left of the budget. */
function annotateLast({ annotations, unheard }, page) {
    let more = unheard;
    for (const { kind, ...annotation } of annotations) {
        if (page.left(kind) > 0)
            page.annotate(kind, annotation);
        else
            more++;
    }
    if (more > 0)
        page.info(`${plural(more, 'annotation')} of commands are in the log only: GitHub keeps ten of a kind.`);
}
/** Writes the files of a run for later steps. @returns their paths by the names of the outputs */
function writeFiles(data, { shared }) {
    const write = (name, text) => writeText((0,external_node_path_.join)(shared, name), text);
    return {
        report: write('report.json', `${JSON.stringify(reportFile(data), undefined, 2)}\n`),
        junit: write('junit.xml', junitOf(data)),
        trace: write('trace.json', JSON.stringify(traceOf(data))),
    };
}
function setOutputs(run, data, storeCache, files) {
    const { nix, folders, leavings, trust, push } = run;
    const pushed = (push?.paths ?? []).map(path => `${path}\n`).join('');
    const outputs = {
        result: data.result,
        'nix-version': nix?.version,
        'nix-flavor': nix?.flavor,
        'nix-install': nix?.install,
        system: nix?.system,
        trusted: String(trust?.decision.trusted ?? false),
        push: push?.push ?? 'skipped',
        'push-reason': push?.reason ?? trust?.decision.reason,
        'store-cache': storeCache ?? 'off',
        'pushed-paths': folders && writeText((0,external_node_path_.join)(folders.shared, 'pushed-paths'), pushed),
        ...toBuildOutputs(run, data.result === 'success'),
        'failed-step': failedStep(data)?.name,
        'step-outputs': JSON.stringify(leavings.outputs),
        timings: JSON.stringify(timingsOf(data)),
        ...(folders ? writeFiles(data, folders) : { report: '', junit: '', trace: '' }),
    };
    for (const [name, value] of Object.entries(outputs))
        files.outputs[name] = value ?? '';
}
/** A run as the plain data that every report is made of. */
function runData({ records, nix, trust, push, observed, caches, leavings, trouble, baseline }, success, derivations, storeCache) {
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
        steps: [...records.steps],
        derivations,
        fetches: observed.fetches,
        store: { ...observed.counts, ...pushed },
        caches: storeCache ? [...caches, storeCache] : caches,
        leftovers: [...records.leftovers],
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

;// CONCATENATED MODULE: ./build/run.js



/** A run of which nothing is known yet. */
function emptyRun() {
    const records = new Records();
    return {
        records,
        observed: new Observed(records.origin),
        leavings: noLeavings(),
        caches: [],
    };
}

;// CONCATENATED MODULE: ./build/state.js





const state_PREFIX = 'nix-ci-';
/**
 * Makes the folders, for their owner only.
 * @throws Failure without RUNNER_TEMP
 */
async function makeFolders(temp) {
    if (!temp || !(0,external_node_fs_.existsSync)(temp)) {
        throw new Failure(`RUNNER_TEMP ${temp ? `(${temp}) does not exist` : 'is not set'}.`, 'The action has to be run by a GitHub Actions runner, which sets it.');
    }
    const shared = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(temp, state_PREFIX));
    const own = (0,external_node_path_.join)(shared, 'private');
    await (0,external_node_fs_promises_.mkdir)(own, { mode: 0o700 });
    return { shared, private: own };
}
/**
 * The folders that the state names, if they are ones that main made: steps between main and post may have tampered
 * with what the state says, and post removes the folder.
 */
function checkedFolders(shared, temp) {
    if (!temp || (0,external_node_path_.dirname)(shared) !== temp || !shared.startsWith((0,external_node_path_.join)(temp, state_PREFIX)))
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
    await (0,external_node_fs_promises_.writeFile)((0,external_node_path_.join)(folders.private, 'started.json'), text);
}
/** What main started; nothing where it did not get so far, or where the file is not one of ours. */
async function readStarted(folders) {
    const text = await (0,external_node_fs_promises_.readFile)((0,external_node_path_.join)(folders.private, 'started.json'), 'utf8').catch(() => '{}');
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
    await (0,external_node_fs_promises_.rm)(folders.private, { recursive: true, force: true });
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

;// CONCATENATED MODULE: ./build/trust/head.js





const head_DEADLINE = 10;
/**
 * Finds out what is checked out. The folders count as hostile: nothing in them is run. Never throws but where the
 * scratch folder cannot be written.
 * @param folders the project's folder and those of the steps
 */
async function headFacts(folders, event, options) {
    const { env, workspace, scratch, cancel, deadline = head_DEADLINE } = options;
    const emptyFolder = await (0,external_node_fs_promises_.mkdtemp)((0,external_node_path_.join)(scratch, 'empty-'));
    const git = { env, workspace, emptyFolder, cancel, deadline };
    try {
        const checkouts = await Promise.all([...new Set(folders)].map(it => readCheckout(it, git)));
        if (!checkouts.some(it => needsTips(it, event)))
            return checkouts;
        const tips = await branchTips(options, git);
        return checkouts.map(it => (needsTips(it, event) ? withTips(it, tips) : it));
    }
    finally {
        await (0,external_node_fs_promises_.rm)(emptyFolder, { recursive: true, force: true });
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
        return JSON.parse(await (0,external_node_fs_promises_.readFile)(GITHUB_EVENT_PATH ?? '', 'utf8'));
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
/** Seconds that a cancelled run may take to end; then it reports what there is. The runner kills after 10. */
const main_PATIENCE = 5.5;
/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
async function main(stage) {
    const run = emptyRun();
    let completed = false;
    try {
        await Promise.race([story(run, stage), overdue(stage.cancel)]);
        completed = true;
    }
    catch (error) {
        run.trouble = main_tell(error, stage);
        if (stage.cancel.aborted)
            run.records.steps.push(...(run.progress?.unfinished('the job was cancelled') ?? []));
    }
    const success = completed && run.records.result === 'success';
    await publish(run, success, stage.page, stage.files);
    return success;
}
/** Rejects when a cancelled run does not come to its end by itself in the time that the runner gives. */
function overdue(cancel) {
    return new Promise((_, reject) => {
        const late = () => reject(new Error('the cancelled run did not end in time'));
        cancel.addEventListener('abort', () => setTimeout(late, main_PATIENCE * 1000));
    });
}
async function story(run, stage) {
    const job = await readJob(stage.env, stage.page);
    run.plan = job.inputs.plan;
    const rim = await openRim(run, stage);
    const trust = await main_decideTrust(run, job, rim, stage);
    const tokens = await showTokens(job, trust, rim, stage);
    const storeCache = openStoreCache(run, job, trust, rim, stage);
    const [provided, reading, baseline, , tellOfPins] = await Promise.all([
        main_install(run, job, tokens, rim, stage),
        readCaches(run, job.inputs, trust.decision.handOut, knownCaches(trust, stage), rim),
        job.inputs.baseline === 'off' || job.inputs.plan ? undefined : findBaseline(stage.env, rim),
        storeCache.restore(run.records),
        lookAtPins(job, rim),
    ]);
    tellOfPins();
    const env = await exportNix(job, provided, rim, stage);
    const netrc = new Netrc(provided.nix, provided.executor, rim);
    const parts = { trust, provided, reading, netrc, storeCache, env };
    const caching = await fillCaches(run, job, parts, rim, stage);
    const boundary = new Boundary([
        async () => {
            await Promise.all([
                settlePush(run, job.inputs, caching, isDeferred(job), stage.page),
                saveStoreCache(run, job, parts, caching, stage),
            ]);
        },
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
        plan: job.inputs.plan,
        pusher: caching.pusher,
        verifySource: job.inputs.verifySource,
        leftovers: run.records.leftovers,
        began: step => run.progress?.began(step),
    };
    // Building there counts as running the project's code.
    if (!caching.isolation.isolated)
        await boundary.cross();
    if (!job.inputs.acceptFlakeConfig)
        await noticeOfFlakeCaches(context);
    const { steps: asked } = job.inputs;
    const steps = asked === 'auto' ? await detectSteps(job.files, context) : asked;
    if (!context.plan)
        markCommands(steps, caching, provided, stage);
    run.progress?.plan(steps);
    const tellOfSyntax = lookAtSyntax(context);
    run.leavings = await runSteps(steps, context, job.inputs, run.records, stage.page);
    run.progress?.ended();
    await tellOfSyntax(run.records.steps);
    await boundary.cross();
    tellTroubles(run.observed.cacheTroubles.values(), run.caches, stage.page);
    if (baseline)
        await useBaseline(run, baseline, trust.event, rim);
    await leaveToPost(run, provided);
    await tokens.show();
    // Steps that were not run because of it are no success.
    stage.cancel.throwIfAborted();
    refuseLate(run.records, job.inputs.jobTimeout);
}
/** The folders of this run, and what the middle needs of the world. */
async function openRim(run, { env, page, files, cancel }) {
    const folders = await makeFolders(env.RUNNER_TEMP);
    run.folders = folders;
    files.state.folder = folders.shared;
    files.flush();
    const leave = (unfinished) => interim(run, folders, unfinished, page, files);
    run.progress = new Progress(leave, () => run.records.now());
    return {
        // Post finds by the mark what a main that was killed left behind.
        env: { ...(0,environment/* childEnvironment */.Q)(env), [MARK]: markOf(folders.private, 'nix') },
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
async function main_install(run, { inputs }, tokens, rim, { page }) {
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
/** Own build results between jobs, in GitHub's cache. */
function openStoreCache(run, { inputs }, trust, rim, stage) {
    run.storeCache = new StoreCache({ inputs, trust: trust.decision, env: stage.env, rim });
    return run.storeCache;
}
/** What an earlier use found; a run that may push asks for itself. */
function knownCaches({ decision }, { env }) {
    return decision.trusted ? [] : parseKnown(env[KNOWN_CACHES]);
}
/** Writes the caches into Nix's settings and makes ready to push where that is safe. */
async function fillCaches(run, job, { trust, provided, reading, netrc, storeCache, env }, rim, stage) {
    const { cache, nixConf } = job.inputs;
    const { decision, event } = trust;
    const own = await storeCache.use({ ...provided, env });
    await writeCaches(reading, netrc, own, nixConf, rim);
    if (reading.known.length > 0)
        stage.files.env[KNOWN_CACHES] = formatKnown(reading.known);
    run.caches = await acceptedCaches(reading, provided.nix, env, rim);
    const options = {
        inputs: cache,
        trust: decision,
        repositoryPrivate: event.repository?.private ?? true,
        deferred: isDeferred(job),
        plan: job.inputs.plan,
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
function saveStoreCache({ records }, job, { storeCache }, caching, { env }) {
    const commandsRan = env[COMMANDS_RAN] === 'true';
    return storeCache.save({ caching, records, commandsRan, folders: foldersOf(job) });
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
function main_tell(error, { page, cancel }) {
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
    const bin = await (0,external_node_fs_promises_.realpath)(`${DEFAULT_PROFILE}/bin`).catch(() => undefined);
    const owners = await Promise.all([bin ?? '/nix', '/nix/store'].map(path => (0,external_node_fs_promises_.stat)(path).catch(() => undefined)));
    return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined;
}

;// CONCATENATED MODULE: ./build/report/posthumous.js




/**
 * Reports a run whose process was killed: what it had come to, and what it left running.
 * @returns the summary
 */
function publishPosthumous(data, leftovers, folders, page) {
    const whole = completed(data, leftovers, Date.now());
    page.annotate('error', { title: 'Nix CI: killed', message: whole.trouble ?? '' });
    annotate(whole, page);
    writeFiles(whole, folders);
    removeProgress(folders);
    return renderSummary(whole);
}
/** The run as it is reported; nobody saw when exactly it ended. Pure. @param now milliseconds since 1970 */
function completed(data, leftovers, now) {
    const end = (now - data.startedAt.getTime()) / 1000;
    const running = data.steps.find(({ status }) => status === 'cancelled');
    const ended = leftovers.length > 0 ? ' What it had started was ended.' : '';
    const where = running ? `while ${running.name} ran` : 'before its end';
    return {
        ...data,
        steps: data.steps.map(step => step === running ? { ...step, seconds: round(Math.max(0, end - step.start)) } : step),
        leftovers: [...data.leftovers, ...leftovers],
        trouble: `The process of the action was killed ${where}, and could not report itself. Did the machine run out of memory, or did a command kill it?${ended} What follows is what it had come to.`,
    };
}

;// CONCATENATED MODULE: ./build/post.js



















/** Pushes what is left to push, stops what main started, removes what must not stay. Never fails the job. */
async function post(env, page, files, cancel) {
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
        () => buryMain(folders, page, files),
        async () => mainEnded !== undefined && push(mainEnded, env, rim),
        async () => keepBaseline(env, readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env), rim),
        async () => daemon && stopDaemon(daemon, executor),
        async () => service && executor.all(STOP_SERVICE),
        async () => (0,external_node_fs_.existsSync)(DAEMON_NETRC) && removeDaemonNetrc(executor),
        async () => (0,external_node_fs_.existsSync)(rootsPlace(folders.shared)) && removeStoreCache(folders.shared, executor),
        () => removePrivate(folders),
    ];
    for (const work of works) {
        await work().catch(error => page.warning(`${explain(error)} The job is not affected.`, 'Nix CI: post'));
    }
}
/** Ends what main left behind, and reports it where it did not live to. */
async function buryMain(folders, page, files) {
    const find = () => processesMarked(markOf(folders.private));
    const data = await readProgress(folders);
    const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action';
    const left = await leftoversOf(running, await find());
    const staying = await endProcesses(find);
    if (!data) {
        if (left.length > 0)
            page.warning(leftoverWarning(running, left, staying), 'Left running');
        return;
    }
    files.summary = publishPosthumous(data, left, folders, page);
    files.flush();
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
    let token = '';
    const close = () => {
        // A token that was used once stands in the log.
        token = (0,external_node_crypto_.randomUUID)();
        write(`::stop-commands::${token}\n`);
    };
    const open = () => write(`::${token}::\n`);
    const outside = (speak) => {
        open();
        try {
            speak();
        }
        finally {
            close();
        }
    };
    close();
    try {
        return await body({ line: text => write(`${text}\n`), outside });
    }
    finally {
        open();
    }
}

;// CONCATENATED MODULE: ./build/report/job-page.js



/** Of the ten notices and warnings that the runner keeps, what messages may take; the rest is for timings. */
const MESSAGES = 4;
/** Of what concerns no step; such a message says all by itself. */
const OWN_TITLE = 'Nix CI';
/** Speaks to the runner: log lines, groups, annotations within their budget. */
class JobPage {
    #used = { notice: 0, warning: 0, error: 0 };
    #afterFence = [];
    #masks = new Set();
    #fence;
    #speak = { notice: core/* notice */.lm, warning: core/* warning */.$e, error: core/* error */.z3 };
    /** What it says may come from the repository: it must not read as a command. */
    info(line) {
        core/* info */.pq(line
            .replace(/[\r\n]+/g, ' ')
            .replace(/^(\s*):(?=:)/, '$1: ')
            .replaceAll('##[', '# #['));
    }
    debug(line) {
        if (!this.#fence)
            core/* debug */.Yz(line);
    }
    notice(message, title = OWN_TITLE, place) {
        this.#message('notice', { ...place, title, message }, MESSAGES);
    }
    warning(message, title = OWN_TITLE, place) {
        this.#message('warning', { ...place, title, message }, BUDGET);
    }
    /** How many more annotations of a kind the runner keeps. */
    left(kind) {
        return BUDGET - this.#used[kind];
    }
    annotate(kind, annotation) {
        const { title, message, file, line, column, endLine, endColumn } = annotation;
        this.#used[kind]++;
        this.#tell(() => {
            // The runner's log shows an annotation without its title.
            if (!title.startsWith(OWN_TITLE) && !message.includes(title))
                this.info(title);
            this.#speak[kind](message, {
                title,
                ...(file === undefined ? {} : { file }),
                ...(line === undefined ? {} : { startLine: line }),
                ...(column === undefined ? {} : { startColumn: column }),
                ...(endLine === undefined ? {} : { endLine }),
                ...(endColumn === undefined ? {} : { endColumn }),
            });
        });
    }
    /** The runner hides it from now on, also in what is printed within a fence. */
    mask(secret) {
        this.#masks.add(secret);
        const speak = () => core/* setSecret */.Pq(secret);
        if (this.#fence)
            this.#fence.outside(speak);
        else
            speak();
    }
    /** Hides in a text what {@link mask} was told, for files that the runner does not look through. */
    hide(text) {
        const longestFirst = [...this.#masks].toSorted((a, b) => b.length - a.length);
        return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
    }
    /** Within the fence the runner obeys nobody, us neither: what is annotated there is told after it. */
    async fenced(body) {
        try {
            return await fenced(text => process.stdout.write(text), fence => {
                this.#fence = fence;
                return body(fence.line);
            });
        }
        finally {
            this.#fence = undefined;
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
        if (this.#fence)
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
/** Post is begun by a file of its own: a main that was ended at once has saved no state to tell them apart. */
async function phase(env, page, cancel) {
    const files = new RunnerFiles(env);
    if ((0,external_node_path_.basename)(process.argv[1] ?? '') !== 'post.js')
        return main({ env, page, files, cancel });
    await post(env, page, files, cancel);
    return true;
}


/***/ })

};
