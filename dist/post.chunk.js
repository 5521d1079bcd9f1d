export const id = 992;
export const ids = [992];
export const modules = {

/***/ 7638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ daemonLog),
/* harmony export */   LC: () => (/* binding */ startDaemon),
/* harmony export */   Qv: () => (/* binding */ daemonOf),
/* harmony export */   ZI: () => (/* binding */ stopDaemon),
/* harmony export */   m: () => (/* binding */ daemonAnswers)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1814);
/* harmony import */ var _host_process_spawn_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3138);
/* harmony import */ var _host_process_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2853);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1469);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4276);








/** Where our own daemon writes what it has to say. @param folder main's private one */
function daemonLog(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'daemon.log');
}
/** Seconds to wait for the socket. */
const PATIENCE = 15;
/**
 * Starts a process in the background as root and says its pid; its own end is not waited for. The pid is in a file too,
 * for a post whose main was killed before it could say what it had started.
 */
const BACKGROUND = 'log=$1; shift; trap "" HUP; "$@" >"$log" 2>&1 </dev/null & echo $! >"$log.pid"; echo $!';
/** Whether somebody listens at the socket. */
function daemonAnswers(socket = _paths_js__WEBPACK_IMPORTED_MODULE_7__/* .DAEMON_SOCKET */ .Xs) {
    return new Promise(resolve => {
        const connection = (0,node_net__WEBPACK_IMPORTED_MODULE_1__.connect)(socket);
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
    if (await daemonAnswers())
        await replaceStale(plan, executor);
    await executor.all(plan.start);
    const started = plan.process ? await startProcess(plan.process, executor, log) : undefined;
    for (let waited = 0; waited < PATIENCE * 1000; waited += 10) {
        if (await daemonAnswers())
            return started;
        if (started && hasEnded(started.pid))
            break;
        await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .yy)(10);
    }
    if (started)
        await stopDaemon(started, executor);
    const said = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(log, 'utf8').catch(() => '');
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .l(`The Nix daemon did not answer at ${_paths_js__WEBPACK_IMPORTED_MODULE_7__/* .DAEMON_SOCKET */ .Xs}. It said: ${said.trim().slice(-2000) || 'nothing'}`, 'Use nix-mode: single-user, or look at why the daemon cannot run on this machine.');
}
/** A daemon of an install whose programs are gone would keep the socket, with another version and other settings. */
async function replaceStale({ stop }, executor) {
    // Units of an earlier install may not be known to systemd any more.
    for (const command of stop)
        await executor.one(command).catch(() => { });
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_3__/* .root */ .z)('take the place of an earlier daemon', 'rm', '-f', _paths_js__WEBPACK_IMPORTED_MODULE_7__/* .DAEMON_SOCKET */ .Xs));
}
async function startProcess({ argv, env }, executor, log) {
    const variables = Object.entries({
        HOME: '/var/empty',
        PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
        ...env,
    });
    const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)];
    const why = 'start the daemon';
    const printed = await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_3__/* .root */ .z)(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, ...argv));
    const pid = Number(printed.trim());
    const [own] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)(), pid);
    return { pid, birth: own?.birth ?? '' };
}
/** Milliseconds that {@link BACKGROUND} and sudo before it may take. */
const START = 5000;
/**
 * The daemon whose log is there, if it runs still. The shell that starts it outlives a main that was killed meanwhile: it
 * is waited for, because what it has not said yet could not be stopped.
 */
async function daemonOf(log) {
    for (let waited = 0; waited < START && (await isStarting(log)); waited += 20)
        await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .yy)(20);
    const pid = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`${log}.pid`, 'utf8').catch(() => ''));
    const own = (await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)()).find(entry => entry.pid === pid);
    return own && { pid, birth: own.birth };
}
async function isStarting(log) {
    return (await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)()).some(({ command }) => command.includes(log));
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
    const family = familyOf(daemon, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
    if (family.length === 0)
        return;
    await kill('-TERM', family, executor);
    let left = family;
    for (let waited = 0; waited < 2000; waited += 20) {
        left = stillThere(left, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
        if (left.length === 0)
            return;
        await (0,_host_process_spawn_js__WEBPACK_IMPORTED_MODULE_4__/* .sleep */ .yy)(20);
    }
    await kill('-KILL', left, executor);
}
/** Those that serve a connection can outlive the first one, and are then below it no more. */
function stillThere(family, table) {
    const alive = family.filter(({ pid, birth }) => table.some(entry => entry.pid === pid && entry.birth === birth));
    return [...new Set(alive.flatMap(({ pid }) => (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid)))];
}
/** What post was told may be forged: only a nix-daemon of that very birth is ours. */
function familyOf({ pid, birth }, table) {
    const [own, ...children] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid);
    if (!own || own.birth !== birth || !own.command.includes('nix-daemon'))
        return [];
    return [own, ...children];
}
async function kill(signal, processes, executor) {
    const pids = processes.map(({ pid }) => String(pid));
    // Some may be gone already, which is what is wanted.
    await executor
        .one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_3__/* .root */ .z)('stop the daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
        .catch(() => { });
}


/***/ }),

/***/ 533:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tg: () => (/* binding */ describeNix),
/* harmony export */   ps: () => (/* binding */ checkVersion),
/* harmony export */   rv: () => (/* binding */ findNix)
/* harmony export */ });
/* unused harmony export parseVersion */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _host_home_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3500);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1327);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1469);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3654);
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5252);







/** Looks for a Nix on PATH, then in the profiles in which installers leave it. */
async function findNix(env) {
    const path = (env.PATH ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(folder => folder !== '');
    const profiles = ['/nix/var/nix/profiles/default/bin', (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,_host_home_js__WEBPACK_IMPORTED_MODULE_2__/* .homeOf */ .l)(env), '.nix-profile/bin')];
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
        const { code, stdout } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_3__/* .runShort */ .c)([(0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'nix'), '--version'], { env, cwd: '/' });
        return code === 0 ? parseVersion(stdout) : undefined;
    }
    catch {
        return undefined;
    }
}
/** Where the programs beside a `nix` are: with it, or where it is a link to. */
function programsOf(folder) {
    const nix = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, 'nix');
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(nix))
        return undefined;
    return [folder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(nix))].find(bin => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(bin, 'nix-build')));
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
function checkVersion(found, request, system) {
    if (request === undefined || (0,_version_js__WEBPACK_IMPORTED_MODULE_6__/* .isOfLine */ .ut)(found.version, request))
        return;
    if (request === 'latest' && (0,_version_js__WEBPACK_IMPORTED_MODULE_6__/* .isAtLeast */ .du)(found.version, (0,_release_js__WEBPACK_IMPORTED_MODULE_5__/* .resolveVersion */ .x)(request, system).version))
        return;
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l(`nix-version asks for ${request}, but Nix ${found.version} is on this machine already (${found.bin}).`, `Leave nix-version out to use ${found.version}, or run the job where no Nix is installed (on GitHub's own runners: remove the step that installs Nix before this one).`);
}


/***/ }),

/***/ 3768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ otherJobs),
/* harmony export */   k: () => (/* binding */ Roots)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1327);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1469);
/* harmony import */ var _runner_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3866);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7726);







/** Where Nix lists the links that keep paths from being collected. */
const LISTED = '/nix/var/nix/gcroots/auto';
/** Arguments of one call: far below what a kernel takes. */
const BATCH = 500;
/**
 * GC roots of this job, as links in a folder that post removes: on a store that others use too, a garbage collection
 * between two steps leaves what this job has built and fetched. (nix-store(1), --add-root)
 */
class Roots {
    #nix;
    #env;
    #ctx;
    #kept = new Set();
    #number = 0;
    #hasFailed = false;
    /** @param env with the settings of Nix, without credentials */
    constructor(nix, env, ctx) {
        this.#nix = nix;
        this.#env = env;
        this.#ctx = ctx;
    }
    /** Whether others may collect garbage in this store: it was there before this job. */
    get isShared() {
        return this.#nix.install === 'found';
    }
    /** A link that is not there yet, for a call of Nix that makes its own roots (`--out-link`, `--add-root`). */
    async link(name) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#ctx.folder, 'roots');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${name}-${this.#number++}`);
    }
    /** Keeps paths that are in a shared store; those that are not there are passed over. Never throws. */
    async keep(paths) {
        if (!this.isShared)
            return;
        const fresh = [...new Set(paths)].filter(path => path.startsWith('/nix/store/') && !this.#kept.has(path) && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path));
        for (const path of fresh)
            this.#kept.add(path);
        try {
            for (let first = 0; first < fresh.length; first += BATCH)
                await this.#add(fresh.slice(first, first + BATCH));
        }
        catch (error) {
            if (!this.#hasFailed)
                this.#ctx.logger.notice(`A garbage collection on this machine may remove what this job built: Nix made no GC roots. ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .formatError */ .W)(error)}`, 'GC roots');
            this.#hasFailed = true;
        }
    }
    /** What another job is making is there and not yet valid: that is looked for only where it is in the way. */
    async #add(paths, areValid = false) {
        const root = ['--add-root', await this.link('kept'), '--indirect'];
        const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#nix.bin, 'nix-store'), '--realise', ...root, ...paths];
        const { code, stderr } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_3__/* .runShort */ .c)(argv, { env: this.#env, cwd: '/' });
        if (code === 0)
            return;
        if (areValid)
            throw new Error(`nix-store --add-root: ${stderr.trim().slice(-500)}`);
        const valid = await new _store_js__WEBPACK_IMPORTED_MODULE_6__/* .Store */ .il(this.#nix, this.#env).valid(paths);
        if (valid.length > 0)
            await this.#add(valid, true);
    }
}
/** The folders of other jobs that use the action on this store now; what they keep tells of them. */
async function otherJobs(own) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(LISTED).catch(() => []);
    const targets = await Promise.all(names.map(name => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(LISTED, name)).catch(() => '')));
    const folders = targets.flatMap(target => new RegExp(`^(.*/${_runner_state_js__WEBPACK_IMPORTED_MODULE_5__/* .RUN_DIR_PREFIX */ .jk}[^/]+/${_runner_state_js__WEBPACK_IMPORTED_MODULE_5__/* .PRIVATE_DIR */ .A9})/`).exec(target)?.[1] ?? []);
    const others = [...new Set(folders)].filter(folder => folder !== own);
    const there = await Promise.all(others.map(mayBeThere));
    return others.filter((_, index) => there[index]);
}
/** Also where this user cannot look. */
async function mayBeThere(folder) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder).then(() => true, ({ code }) => code === 'EACCES');
}


/***/ }),

/***/ 2134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DECODE: () => (/* binding */ DECODE),
/* harmony export */   STOP_SERVICE: () => (/* binding */ STOP_SERVICE),
/* harmony export */   planDaemon: () => (/* binding */ planDaemon),
/* harmony export */   planPrerequisites: () => (/* binding */ planPrerequisites)
/* harmony export */ });
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1814);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(861);


/** Decodes a release while it comes. */
const DECODE = ['xz', '-dc'];
/** The ground of an install on Linux: folders, then users beside the unpacking. */
function planPrerequisites(mode, facts, unpackFolder) {
    return mode === 'daemon'
        ? { folders: daemonFolders(unpackFolder), users: [...buildUsers(facts), ...openKvm(facts)] }
        : { folders: userFolders(facts, unpackFolder), users: openKvm(facts) };
}
function daemonFolders(unpackFolder) {
    const folders = ['/nix', ..._plan_js__WEBPACK_IMPORTED_MODULE_1__/* .NIX_FOLDERS */ ._7, '/etc/nix', unpackFolder];
    return [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('make the folders of Nix', 'install', '-d', '-m', '0755', ...folders)];
}
function userFolders({ user, nixFolder }, unpackFolder) {
    const owner = ['-o', String(user.uid), '-g', String(user.gid)];
    const own = (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('make /nix', 'install', '-d', '-m', '0755', ...owner, '/nix');
    const why = 'make the folders of Nix';
    return [
        ...(nixFolder === 'writable' ? [] : [own]),
        { argv: ['mkdir', '-p', ..._plan_js__WEBPACK_IMPORTED_MODULE_1__/* .NIX_FOLDERS */ ._7, unpackFolder], as: 'user', description: why },
    ];
}
/**
 * Nix reads the group's list of members: a primary group alone is not enough. One command, because each sudo takes as long
 * as a user.
 */
const USERADD = `useradd --system --no-user-group --gid ${_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .BUILD_GROUP */ .X2} --groups ${_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .BUILD_GROUP */ .X2} --no-create-home --home-dir /var/empty --shell /sbin/nologin`;
function buildUsers({ buildUsers, missingUsers = [], leftUsers = [], cores }) {
    const why = 'make the build users';
    const wanted = buildUsers
        ? []
        : Array.from({ length: (0,_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .buildUserCount */ .B7)(cores) }, (_, index) => `${_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .BUILD_GROUP */ .X2}${index + 1}`);
    // Nix refuses to build where a member of the group is no user.
    const users = [...new Set([...wanted, ...missingUsers])];
    const made = users.filter(name => !leftUsers.includes(name));
    const joined = users.filter(name => leftUsers.includes(name));
    const group = buildUsers === undefined ? `groupadd --system ${_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .BUILD_GROUP */ .X2} && ` : '';
    // Where facts looked for them, too.
    const script = `PATH="$PATH:/usr/sbin:/sbin"; ${group}for user; do ${USERADD} "$user" || exit; done`;
    return [
        ...(group || made.length > 0 ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, '/bin/sh', '-c', script, 'sh', ...made)] : []),
        ...joined.map(name => (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'usermod', '--append', '--groups', _plan_js__WEBPACK_IMPORTED_MODULE_1__/* .BUILD_GROUP */ .X2, name)),
    ];
}
/** Open to all, because builds run as build users; gone with the next boot, so no udev rule. */
function openKvm({ kvm, root: has }) {
    return kvm === 'closed' && has !== 'none'
        ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('open /dev/kvm', 'chmod', '0666', '/dev/kvm')]
        : [];
}
/** The daemon: as systemd's service where systemd runs the machine, else as a process of our own. */
function planDaemon(facts, nix) {
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
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'start', 'nix-daemon.socket'),
        ],
        stop: STOP_SERVICE,
    };
}
const DROP_IN = '/run/systemd/system/nix-daemon.service.d';
/** Ends systemd's daemon; on a machine that stays its unit remains, but nothing of the job's environment. */
const STOP_SERVICE = [
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('stop the daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)("remove the job's proxies", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
];
/** A drop-in below /run lasts until the next boot: a proxy of this job is not the machine's. */
function systemdEnvironment({ daemonEnv }) {
    // A percent sign begins a specifier of systemd (systemd.unit(5)).
    const lines = Object.entries(daemonEnv).map(([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`);
    if (lines.length === 0)
        return [];
    const why = "give the daemon the job's proxies";
    return [
        (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'install', '-d', DROP_IN),
        { ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
    ];
}


/***/ }),

/***/ 992:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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
// EXTERNAL MODULE: ./build/trust/trust.js + 1 modules
var trust = __webpack_require__(5529);
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
 * With `steps: none` post pushes what later steps of the job built, through the daemon: valid outputs that were built on
 * this machine and registered after main ended. Everything is decided anew, because those steps may have changed what
 * main left; only programs and a store that belong to root are asked.
 * @param token for GitHub; may be empty
 * @param mainEnded seconds since 1970
 */
async function deferredPush(cache, token, mainEnded, env, ctx) {
    const project = env.GITHUB_WORKSPACE ?? process.cwd();
    // Later steps may have put programs of their own first on PATH.
    const plain = { ...ctx, env: { ...ctx.env, PATH: ROOTS_PATH } };
    const { decision, event } = await (0,trust/* determineTrust */.i)((0,caches_options/* trustOptions */.z)(cache), [project], env, token, plain);
    const bin = decision.trusted ? await rootsNix() : undefined;
    if (!bin)
        return (0,begin/* logDecision */.jM)(decision.trusted ? NO_NIX : decision, 'Push', ctx);
    // Not the job's own settings: a step may have written them.
    const ownEnv = {
        PATH: ROOTS_PATH,
        HOME: ctx.folder,
        NIX_REMOTE: 'daemon',
        NIX_CONFIG: FLAKES,
        NIX_USER_CONF_FILES: '',
    };
    const found = await (0,detect/* findNix */.rv)({ ...ownEnv, PATH: bin });
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
        env: ownEnv,
        ctx,
    };
    const { push } = await (0,begin/* startPush */.Lc)(options, reading);
    if (!push.push)
        return (0,begin/* logDecision */.jM)(push, 'Push', ctx);
    const keys = [...(0,begin/* trustedKeys */.QD)(await (0,isolation/* readSettings */.s)(nix, ownEnv)), ...reading.keys];
    const pusher = (0,begin/* makePusher */.m6)(cache, keys, options, ctx, mainEnded);
    const everything = await new store/* Store */.il({ ...nix, bin }, ownEnv).everything();
    const built = everything.filter(({ ultimate, deriver, registered }) => ultimate && deriver !== undefined && registered >= mainEnded);
    pusher.offer(built.map(({ path }) => path));
    const { push: result, reason } = await (0,outcome/* finishPush */._)(pusher, cache.name, cache.pushTimeout, ctx);
    if (result !== 'failed')
        ctx.logger.notice(reason, 'Push');
}
const ROOTS_PATH = '/usr/bin:/bin';
const FLAKES = 'extra-experimental-features = nix-command';
const NO_NIX = {
    reason: 'Nothing is pushed after the job: there is no Nix of root with a daemon.',
    level: 'notice',
    hint: 'Give the builds to this action as steps, or use nix-mode: daemon.',
};
/** The folder of programs of the default profile, where nobody but root can have changed them. */
async function rootsNix() {
    const bin = await (0,promises_.realpath)(`${paths/* DEFAULT_PROFILE */.KG}/bin`).catch(() => undefined);
    const owners = await Promise.all([bin ?? '/nix', '/nix/store'].map(path => (0,promises_.stat)(path).catch(() => undefined)));
    return bin?.startsWith('/nix/store/') && owners.every(it => it?.uid === 0) ? bin : undefined;
}

// EXTERNAL MODULE: ./build/caches/store-cache/place.js
var place = __webpack_require__(7556);
// EXTERNAL MODULE: ./build/host/executor.js
var host_executor = __webpack_require__(1814);
// EXTERNAL MODULE: ./build/inputs/inputs.js + 8 modules
var inputs_inputs = __webpack_require__(8088);
// EXTERNAL MODULE: ./build/inputs/secrets.js
var secrets = __webpack_require__(8569);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/daemon.js
var nix_daemon = __webpack_require__(7638);
// EXTERNAL MODULE: ./build/nix/gc-roots.js
var gc_roots = __webpack_require__(3768);
// EXTERNAL MODULE: ./build/nix/install/linux.js
var linux = __webpack_require__(2134);
// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/phases/baseline.js + 2 modules
var baseline = __webpack_require__(405);
// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: ./build/report/summary/render.js + 11 modules
var render = __webpack_require__(489);
// EXTERNAL MODULE: ./build/steps/leftover-processes.js + 1 modules
var leftover_processes = __webpack_require__(3583);
// EXTERNAL MODULE: ./build/phases/publish.js + 6 modules
var publish = __webpack_require__(5130);
;// CONCATENATED MODULE: ./build/phases/recover.js






/**
 * Reports a run whose process was killed: what it had come to, and what it left running.
 * @returns the summary
 */
function publishRecoveredReport(data, leftovers, folders, page) {
    const whole = completeReport(data, leftovers, Date.now());
    page.annotate('error', { title: 'Nix CI: killed', message: whole.trouble ?? '' });
    (0,publish.annotate)(whole, page);
    (0,publish.writeFiles)(whole, folders);
    (0,checkpoint/* removeProgress */.ME)(folders);
    return (0,render/* renderSummary */.B)(whole);
}
/** The run as it is reported; nobody saw when exactly it ended. Pure. @param now milliseconds since 1970 */
function completeReport(data, leftovers, now) {
    const end = (now - data.startedAt.getTime()) / 1000;
    const running = data.steps.find(({ status }) => status === 'cancelled');
    const ended = leftovers.length > 0 ? ' What it had started was ended.' : '';
    const where = running ? `while ${running.name} ran` : 'before its end';
    return {
        ...data,
        steps: data.steps.map(step => step === running ? { ...step, seconds: (0,format/* round */.LI)(Math.max(0, end - step.start)) } : step),
        leftovers: [...data.leftovers, ...leftovers],
        trouble: `The process of the action was killed ${where}, and could not report itself. Did the machine run out of memory, or did a command kill it?${ended} What follows is what it had come to.`,
    };
}
/** Ends what main left behind, and reports it where it did not live to. */
async function recoverKilledMain(folders, page, files) {
    const find = () => (0,descendants/* processesMarked */.w4)((0,descendants/* processTag */.qP)(folders.private));
    const data = await (0,checkpoint/* readProgress */.gQ)(folders);
    const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action';
    const left = await (0,leftover_processes/* leftoversOf */.Kz)(running, await find());
    const staying = await (0,descendants/* endProcesses */.Hk)(find);
    if (!data) {
        const all = { records: left, apart: left.map(({ pid }) => pid) };
        if (left.length > 0)
            page.warning((0,leftover_processes/* leftoverWarning */._f)(running, all, staying), 'Left running');
        return;
    }
    files.summary = publishRecoveredReport(data, left, folders, page);
    await files.finish();
}

// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/runner/given.js
var given = __webpack_require__(5546);
// EXTERNAL MODULE: ./build/runner/state.js
var state = __webpack_require__(3866);
// EXTERNAL MODULE: ./build/trust/event.js
var trust_event = __webpack_require__(813);
;// CONCATENATED MODULE: ./build/post.js

















/** Pushes what is left to push, stops what main started, removes what must not stay. Never fails the job. */
async function post(env, page, files, cancel) {
    const folders = (0,state/* checkedFolders */.Le)((0,given/* stateText */.r)(env, 'folder'), env.RUNNER_TEMP);
    if (!folders)
        return;
    const { service, mainEnded, ...started } = await (0,state/* readStarted */.y7)(folders);
    const daemon = started.daemon ?? (await (0,nix_daemon/* daemonOf */.Qv)((0,nix_daemon/* daemonLog */.Ht)(folders.private)));
    const ctx = {
        env: (0,environment/* childEnvironment */.Qc)(env),
        withheld: (0,environment/* withheldNames */.sy)(env),
        folder: folders.private,
        cancel,
        logger: page,
    };
    const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
    const executor = new host_executor/* Executor */.Q(asRoot, ctx.env, new AbortController().signal, page);
    const works = [
        () => recoverKilledMain(folders, page, files),
        async () => mainEnded !== undefined && push(mainEnded, env, ctx),
        async () => (0,baseline/* keepBaseline */.rI)(env, await (0,trust_event/* eventOfRun */.fg)(env), ctx),
        async () => (daemon || service) && stop(daemon, folders.private, executor, page),
        async () => (await (0,netrc/* holdsDaemonNetrc */.lj)()) && (0,netrc/* removeDaemonNetrc */.j_)(executor),
        async () => (0,external_node_fs_.existsSync)((0,place/* rootsPlace */.hG)(folders.shared)) && (0,place/* removeStoreCache */.eu)(folders.shared, executor),
        () => (0,state/* removePrivate */.Ws)(folders),
    ];
    for (const work of works) {
        await work().catch(error => page.warning(`${(0,errors/* formatError */.W)(error)} The job is not affected.`, 'Nix CI: post'));
    }
}
/** A daemon of ours, or systemd's; another job that uses the store on this machine needs it still. */
async function stop(daemon, own, executor, page) {
    if ((await (0,gc_roots/* otherJobs */.L)(own)).length > 0)
        page.notice('The Nix daemon is left running: another job on this machine uses it.');
    else if (daemon)
        await (0,nix_daemon/* stopDaemon */.ZI)(daemon, executor);
    else
        await executor.all(linux.STOP_SERVICE);
}
/** The runner evaluates the inputs anew for post, with the credentials that main dropped. */
async function push(mainEnded, env, ctx) {
    const inputs = (0,inputs_inputs/* readInputs */.Ko)(name => (0,given/* inputText */.A)(env, name));
    (0,secrets/* maskSecrets */.QU)(inputs, env);
    await deferredPush(inputs.cache, inputs.githubToken, mainEnded, env, ctx);
}


/***/ })

};
