export const id = 419;
export const ids = [419];
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

/***/ 5419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keepNix: () => (/* binding */ keepNix),
  setupNix: () => (/* binding */ setupNix)
});

// NAMESPACE OBJECT: ./build/nix/install/darwin.js
var darwin_namespaceObject = {};
__webpack_require__.r(darwin_namespaceObject);
__webpack_require__.d(darwin_namespaceObject, {
  DECODE: () => (DECODE),
  checkMacos: () => (checkMacos),
  planDaemon: () => (planDaemon),
  planPrerequisites: () => (planPrerequisites)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/host/executor.js
var host_executor = __webpack_require__(1814);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/access-tokens.js
var access_tokens = __webpack_require__(3593);
;// CONCATENATED MODULE: ./build/nix/advisories.json
const advisories_namespaceObject = /*#__PURE__*/JSON.parse('{"w":[{"id":"CVE-2024-45593","flavor":"nix","since":["2.24.0"],"last":"2.24.5","fixed":["2.24.6"]},{"id":"CVE-2025-52993","flavor":"nix","since":["0"],"last":"2.29.0","fixed":["2.24.15","2.26.4","2.28.4","2.29.1"]},{"id":"CVE-2025-52993","flavor":"lix","since":["0"],"last":"2.93.0","fixed":["2.91.2","2.92.2","2.93.1"]},{"id":"CVE-2025-53819","flavor":"nix","kernel":"darwin","since":["2.30.0"],"last":"2.30.0","fixed":["2.30.1"]},{"id":"CVE-2026-39860","flavor":"nix","kernel":"linux","since":["2.18.2","2.19.4","2.20.5"],"last":"2.34.4","fixed":["2.28.6","2.29.3","2.30.4","2.31.4","2.32.7","2.33.4","2.34.5"]},{"id":"CVE-2026-44028","flavor":"nix","since":["2.24.4"],"last":"2.34.6","fixed":["2.28.7","2.29.4","2.30.5","2.31.5","2.32.8","2.33.6","2.34.7"]},{"id":"CVE-2026-44028","flavor":"lix","since":["2.93.0"],"last":"2.95.1","fixed":["2.93.4","2.94.2","2.95.2"]}]}');
// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/nix/advisories.js


const ADVISORIES = advisories_namespaceObject.w;
/** Pure: the ids of the holes that a release has. */
function holesOf(nix) {
    return ADVISORIES.filter(it => isAffected(it, nix)).map(({ id }) => id);
}
/** Pure: the first release that has none of the known holes, of the same line if that has one. */
function mendedBy(nix) {
    const mended = ADVISORIES.filter(({ flavor }) => flavor === nix.flavor)
        .flatMap(({ fixed }) => fixed)
        .filter(version => (0,nix_version/* isAtLeast */.du)(version, nix.version) && holesOf({ ...nix, version }).length === 0)
        .sort(nix_version/* compareVersions */.Zy);
    return mended.find(version => lineOf(version) === lineOf(nix.version)) ?? mended[0];
}
/** Pure: what there is to warn of a Nix that was installed or found; undefined: nothing is known. */
function warningOf(nix) {
    const holes = holesOf(nix);
    if (holes.length === 0)
        return undefined;
    const name = nix.flavor === 'lix' ? 'Lix' : 'Nix';
    const what = `${name} ${nix.version} has known security holes that let a build become root: ${holes.join(', ')}.`;
    const mended = mendedBy(nix);
    const help = nix.install === 'installed'
        ? `set nix-version: ${mended}`
        : 'upgrade it on the runner, unless its distributor has patched it';
    return `${what} Fixed in ${name} ${mended}: ${help}.`;
}
function isAffected({ flavor, kernel, since, last, fixed }, nix) {
    if (flavor !== nix.flavor || (kernel && !nix.system.endsWith(`-${kernel}`)))
        return false;
    const ofLine = (versions) => versions.find(version => lineOf(version) === lineOf(nix.version));
    const first = ofLine(since) ?? since[0] ?? last;
    const mended = ofLine(fixed);
    return ((0,nix_version/* isAtLeast */.du)(nix.version, first) &&
        (0,nix_version/* isAtLeast */.du)(last, nix.version) &&
        !(mended && (0,nix_version/* isAtLeast */.du)(nix.version, mended)));
}
/** `2.34` of `2.34.7`. */
function lineOf(version) {
    return version.split('.').slice(0, 2).join('.');
}

// EXTERNAL MODULE: ./build/nix/conf.js
var nix_conf = __webpack_require__(1764);
// EXTERNAL MODULE: ./build/nix/daemon.js
var nix_daemon = __webpack_require__(7638);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./build/nix/paths.js
var paths = __webpack_require__(4276);
;// CONCATENATED MODULE: ./build/nix/daemon-handshake.js


/** Numbers are little-endian, 64 bits each. (Nix, worker-protocol.hh: WORKER_MAGIC_1 and _2) */
const GREETING = 0x6e697863n;
const REPLY = 0x6478696fn;
/** Lix answers no client below 1.35 since its 2.94. Up to there a greeting needs no more than two flags. */
const OUR_PROTOCOL = 0x123n;
/** The first protocol in which the daemon says its version; Nix 2.8 speaks 1.34. */
const SAYS_VERSION = 0x121n;
const NUMBER = 8;
/**
 * Greets the daemon as a client does: a socket that takes connections may belong to one that hangs, or to another
 * version than the programs.
 * @param patience milliseconds
 */
function probeDaemon(socket = paths/* DAEMON_SOCKET */.Xs, patience = 15_000) {
    return new Promise(resolve => {
        const connection = (0,external_node_net_.connect)(socket);
        let received = Buffer.alloc(0);
        let isConnected = false;
        const end = (answer) => {
            clearTimeout(timer);
            connection.destroy();
            resolve(answer);
        };
        const timer = setTimeout(() => end(greeted(received) ?? { state: 'silent' }), patience);
        connection.once('connect', () => {
            isConnected = true;
            connection.write(numbers(GREETING));
        });
        connection.on('data', (chunk) => {
            const before = received.length;
            received = Buffer.concat([received, chunk]);
            if (before < 2 * NUMBER && received.length >= 2 * NUMBER) {
                const answer = greeted(received);
                if (!answer)
                    return end({ state: 'refuses' });
                const theirs = protocolOf(received);
                if (theirs < SAYS_VERSION)
                    return end(answer);
                // No processor to be bound to, no space to be kept.
                connection.write(numbers(theirs < OUR_PROTOCOL ? theirs : OUR_PROTOCOL, 0n, 0n));
            }
            const version = versionIn(received);
            if (version !== undefined)
                end({ state: 'answers', version });
        });
        const gone = () => end(greeted(received) ?? { state: isConnected ? 'refuses' : 'absent' });
        connection.once('error', gone);
        connection.once('close', gone);
    });
}
function numbers(...values) {
    const buffer = Buffer.alloc(values.length * NUMBER);
    for (const [index, value] of values.entries())
        buffer.writeBigUInt64LE(value, index * NUMBER);
    return buffer;
}
function greeted(received) {
    const isReply = received.length >= 2 * NUMBER && received.readBigUInt64LE(0) === REPLY;
    return isReply ? { state: 'answers', version: undefined } : undefined;
}
function protocolOf(received) {
    return received.readBigUInt64LE(NUMBER);
}
/** After magic and protocol: the length of a text and the text, once it is whole. */
function versionIn(received) {
    const start = 3 * NUMBER;
    if (received.length < start)
        return undefined;
    const length = Number(received.readBigUInt64LE(2 * NUMBER));
    return received.length < start + length
        ? undefined
        : received.toString('utf8', start, start + length);
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./build/lib/text.js
var lib_text = __webpack_require__(4869);
;// CONCATENATED MODULE: ./build/nix/daemon-watch.js




/** Last lines of the daemon's log that are told, and characters of it that are looked at. */
const LINES = 10;
const LONGEST = 16_000;
/** What it writes of each client, and of one that only looks whether it listens. */
const USUAL = /^accepted connection from |^reaped child process \d+, status = (?:succeeded|failed with exit code \d+)$|^unexpected Nix daemon error: error: (?:unexpected end-of-file|interrupted by the user)$/;
const TITLE = 'Nix daemon';
/**
 * Looks whether the daemon still answers: a command, or the machine when it runs out of memory, may have killed it. One of
 * ours is started again; of another's it is told, once, how to look for the reason.
 */
class DaemonWatch {
    #own;
    #logger;
    #answers;
    #process;
    #restarted = async () => { };
    #looking;
    #isGone = false;
    constructor(own, logger, answers = () => (0,nix_daemon/* daemonAnswers */.m)()) {
        this.#own = own;
        this.#process = own?.process;
        this.#logger = logger;
        this.#answers = answers;
    }
    /** The process that is to be stopped at the end, where we started one. */
    get process() {
        return this.#process;
    }
    /** @param told of each process that takes the place of the first */
    onRestart(told) {
        this.#restarted = told;
    }
    /** Whether it answers, if need be after a new start. Several calls of Nix at once may ask. */
    look() {
        this.#looking ??= this.#look().finally(() => {
            this.#looking = undefined;
        });
        return this.#looking;
    }
    /** The last lines that one of ours wrote. */
    async lastLines() {
        const text = this.#own ? await (0,promises_.readFile)(this.#own.log, 'utf8').catch(() => '') : '';
        return (0,lib_text/* escapeInvisibleText */.Us)((0,external_node_util_.stripVTControlCharacters)(text.slice(-LONGEST)))
            .split('\n')
            .filter(line => line.trim() !== '' && !USUAL.test(line))
            .slice(-LINES);
    }
    async #look() {
        if (await this.#answers())
            return true;
        if (!this.#own) {
            if (!this.#isGone)
                this.#logger.warning(FOREIGN, TITLE);
            this.#isGone = true;
            return false;
        }
        // A new start empties its log.
        const lines = await this.lastLines();
        const last = lines.length > 0
            ? `The last lines of its log:\n${lines.join('\n')}`
            : 'Its log does not say why; the machine may have run out of memory, or a command killed it.';
        try {
            this.#process = await this.#own.start();
            await this.#restarted(this.#process);
            this.#logger.warning(`The Nix daemon ended while the job was running; it was started again. ${last}`, TITLE);
            return true;
        }
        catch (error) {
            const why = error.message;
            if (!this.#isGone)
                this.#logger.warning(`The Nix daemon ended while the job was running, and could not be started again: ${why}\n${last}`, TITLE);
            this.#isGone = true;
            return false;
        }
    }
}
const FOREIGN = 'The Nix daemon of this machine no longer answers. This job did not start it, so it is left as it is: its log says why it ended (journalctl -u nix-daemon).';

// EXTERNAL MODULE: ./build/nix/detect.js
var detect = __webpack_require__(533);
;// CONCATENATED MODULE: ./build/nix/eval-cores.js




const NAME = 'eval-cores';
/** Determinate Nix evaluates on one core unless it is told otherwise; where nobody says a number it takes all. */
async function evalCores({ flavor }, users, env) {
    if (flavor !== 'determinate')
        return [];
    const system = (0,external_node_path_.join)(env.NIX_CONF_DIR || '/etc/nix', 'nix.conf');
    const files = [system, ...(0,access_tokens/* userConfFiles */.xv)([], env).split(':')];
    const given = [...users, ...(0,nix_conf/* parseConf */.sA)(env.NIX_CONFIG ?? '').settings];
    const isSet = (await namesIt(given, '/')) || (await anyNamesIt(files, new Set()));
    return isSet ? [] : [{ name: NAME, value: '0' }];
}
async function anyNamesIt(files, seen) {
    for (const file of files) {
        if (seen.has(file))
            continue;
        seen.add(file);
        const text = await (0,promises_.readFile)(file, 'utf8').catch(() => '');
        if (await namesIt((0,nix_conf/* parseConf */.sA)(text).settings, (0,external_node_path_.dirname)(file), seen))
            return true;
    }
    return false;
}
/** Whether settings name it, or a file that they include does. */
async function namesIt(settings, folder, seen = new Set()) {
    if (settings.some(({ name }) => name === NAME))
        return true;
    const included = settings.filter(({ name }) => name.endsWith('include'));
    return anyNamesIt(included.map(({ value }) => (0,external_node_path_.resolve)(folder, value)), seen);
}

// EXTERNAL MODULE: ./build/nix/gc-roots.js
var gc_roots = __webpack_require__(3768);
// EXTERNAL MODULE: ./build/host/home.js
var home = __webpack_require__(3500);
;// CONCATENATED MODULE: ./build/nix/home.js





/**
 * A folder for the caches of Nix where HOME takes none: without one Nix fetches no flake (since 2.26) and evaluates none
 * for a build.
 * @returns variables for our own calls of Nix and for later steps of the job
 */
async function cacheVariables({ env, folder, logger, }) {
    const usual = env.XDG_CACHE_HOME || (0,external_node_path_.join)((0,home/* homeOf */.l)(env), '.cache');
    if (await canBeWritten(usual))
        return {};
    const own = (0,external_node_path_.join)(folder, 'cache');
    await (0,promises_.mkdir)(own);
    logger.notice(`${usual} cannot be written, so Nix keeps its caches below RUNNER_TEMP for this job (XDG_CACHE_HOME), and they are empty in every job. Make HOME writable for the runner's user to keep them.`, 'HOME');
    return { XDG_CACHE_HOME: own };
}
/** Whether this user may write a folder, or make it. */
async function canBeWritten(folder) {
    let there = (0,external_node_path_.join)(folder, 'nix');
    while (!(0,external_node_fs_.existsSync)(there) && (0,external_node_path_.dirname)(there) !== there)
        there = (0,external_node_path_.dirname)(there);
    return (0,access/* isAccessible */.dp)(there, external_node_fs_.constants.W_OK);
}

// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/nix/install/plan.js
var plan = __webpack_require__(861);
;// CONCATENATED MODULE: ./build/nix/install/darwin.js




const APFS_UTIL = '/System/Library/Filesystems/apfs.fs/Contents/Resources/apfs.util';
/** Apple has taken 300 to 304 since macOS 15; the official installer's numbers (NixOS/nix#10892). */
const GROUP_ID = 350;
/** macOS has no xz; its tar decodes by itself. */
const DECODE = undefined;
/** The first Nix that needs macOS 14; Lix does not. */
const NEEDS_MACOS_14 = '2.34.8';
/**
 * Its daemon would end with an error of the dynamic linker, which says nothing of the cause.
 * @throws Failure if this macOS is too old for that Nix
 */
function checkMacos(version, { macos }) {
    if (!macos || (0,nix_version/* isAtLeast */.du)(macos, '14'))
        return;
    if (!(0,nix_version/* knows */.ZT)({ version, flavor: (0,nix_version/* guessFlavor */.O$)(version) }, NEEDS_MACOS_14))
        return;
    throw new errors/* ActionError */.l(`Nix ${version} needs macOS 14 or newer; this machine has macOS ${macos}.`, 'Update macOS, or set nix-version: 2.34.7, the newest known release for it.');
}
/**
 * The ground of an install on macOS: an APFS volume mounted at /nix for as long as the machine runs (no fstab, no launchd:
 * a runner's machine does not boot twice), then users beside the unpacking.
 */
function planPrerequisites(mode, facts, unpackFolder) {
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
        ...(synthetic ? [] : [(0,host_executor/* root */.z)(why, '/bin/sh', '-c', append)]),
        (0,host_executor/* root */.z)(why, '/bin/sh', '-c', stitch),
        (0,host_executor/* root */.z)(why, '/bin/sh', '-c', 'for i in $(seq 150); do test -d /nix && exit 0; sleep 0.1; done; exit 1'),
        (0,host_executor/* root */.z)(why, 'diskutil', 'apfs', 'addVolume', disk || 'disk1', 'APFS', 'Nix Store', '-mountpoint', '/nix'),
        (0,host_executor/* root */.z)(why, 'diskutil', 'enableOwnership', '/nix'),
        // Without it builds are slower, and no more.
        (0,host_executor/* root */.z)('keep Spotlight out of /nix', '/bin/sh', '-c', 'mdutil -i off /nix || true'),
    ];
}
function rootFolders(mode, { user }, unpackFolder) {
    const why = 'make the folders of Nix';
    if (mode === 'daemon') {
        return [(0,host_executor/* root */.z)(why, 'install', '-d', '-m', '0755', ...plan/* NIX_FOLDERS */._7, '/etc/nix', unpackFolder)];
    }
    return [
        (0,host_executor/* root */.z)(why, 'chown', `${user.uid}:${user.gid}`, '/nix'),
        { argv: ['mkdir', '-p', ...plan/* NIX_FOLDERS */._7, unpackFolder], as: 'user', description: why },
    ];
}
function buildUsers({ cores, buildUsers: have }) {
    if (have)
        return [];
    const why = 'make the build users';
    const group = (0,host_executor/* root */.z)(why, 'dseditgroup', '-o', 'create', '-r', 'Nix build group', '-i', String(GROUP_ID), plan/* BUILD_GROUP */.X2);
    const users = Array.from({ length: (0,plan/* buildUserCount */.B7)(cores) }, (_, index) => {
        const name = `_${plan/* BUILD_GROUP */.X2}${index + 1}`;
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
            patiently(why, 'dseditgroup', '-o', 'edit', '-t', 'user', '-a', name, plan/* BUILD_GROUP */.X2),
        ];
    });
    return have === undefined ? [group, ...users.flat()] : users.flat();
}
/** The directory service of a fresh machine fails now and then with eNotYetImplemented (NixOS/nix#12140). */
function patiently(why, ...argv) {
    const again = 'for i in 1 2 3 4; do "$@" && exit; sleep 1; done; exec "$@"';
    return (0,host_executor/* root */.z)(why, '/bin/sh', '-c', again, 'sh', ...argv);
}
/** The daemon is our own process: launchd's part takes seconds and is for machines that boot again. */
function planDaemon(facts, nix) {
    // As in Nix's own launchd file: without it macOS ends a daemon that forks after it used a framework.
    const env = { OBJC_DISABLE_INITIALIZE_FORK_SAFETY: 'YES', ...facts.daemonEnv };
    return { start: [], stop: [], process: { argv: [`${nix}/bin/nix-daemon`], env } };
}

// EXTERNAL MODULE: ./build/nix/install/linux.js
var linux = __webpack_require__(2134);
// EXTERNAL MODULE: ./build/nix/install/settings.js
var install_settings = __webpack_require__(4039);
;// CONCATENATED MODULE: ./build/nix/install/complete.js











/**
 * Makes what a Nix without a daemon lacks outside of /nix, as on a new machine that has /nix from a disk which is kept:
 * build users, settings, the folder of builds. What an administrator has there stays as it is.
 */
async function completeNix(found, facts, options, executor) {
    const { buildUsers, missingUsers = [], canAddUsers, system } = facts;
    const isLinux = system.endsWith('-linux');
    const lacks = !buildUsers || missingUsers.length > 0;
    if (lacks && (canAddUsers || !isLinux) && (await wantsBuildUsers(found, executor))) {
        const ground = (isLinux ? linux : darwin_namespaceObject).planPrerequisites('daemon', facts, '');
        await executor.all(ground.users);
    }
    if (!(0,external_node_fs_.existsSync)(paths/* SYSTEM_CONF */.BD)) {
        const settings = (0,install_settings/* systemSettings */.Vo)(options, 'daemon', found.version, facts, found.flavor);
        await executor.one(planSettings(settings, options));
        if ((0,install_settings/* lacksNetrc */.Jt)(settings, found.flavor))
            await (0,netrc/* emptyDaemonNetrc */.i5)(executor);
    }
    if ((0,install_settings/* buildsInMemory */.We)('daemon', found.version, facts))
        await executor.one((0,install_settings/* makeBuilds */.ks)('root'));
}
/** A link that leads nowhere is somebody's too. */
function planSettings(settings, options) {
    const script = 'test -h "$1" && exit; install -d -m 0755 /etc/nix && cat >"$1" && chmod 0644 "$1"';
    return {
        ...(0,host_executor/* root */.z)(`write ${paths/* SYSTEM_CONF */.BD}`, '/bin/sh', '-c', script, 'sh', paths/* SYSTEM_CONF */.BD),
        input: (0,nix_conf/* formatConf */.GC)((0,nix_conf/* mergeConf */.No)(settings, options.conf)),
    };
}
/** Whether the daemon would build as members of the usual group, by what an administrator has set. */
async function wantsBuildUsers({ bin, version }, executor) {
    if (!(0,external_node_fs_.existsSync)(paths/* SYSTEM_CONF */.BD))
        return true;
    const words = (0,nix_version/* isAtLeast */.du)(version, '2.20') ? ['config', 'show'] : ['show-config'];
    const nix = ['env', '-i', 'HOME=/var/empty', (0,external_node_path_.join)(bin, 'nix')];
    const features = ['--extra-experimental-features', 'nix-command'];
    const why = 'read the settings of the daemon';
    try {
        const printed = await executor.one((0,host_executor/* root */.z)(why, ...nix, ...features, ...words, '--json'));
        const settings = JSON.parse(printed);
        const isAuto = settings['auto-allocate-uids']?.value === true;
        return settings['build-users-group']?.value === plan/* BUILD_GROUP */.X2 && !isAuto;
    }
    catch {
        // The daemon will say what is wrong with them.
        return false;
    }
}

// EXTERNAL MODULE: ./build/nix/install/facts.js
var install_facts = __webpack_require__(8955);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/nix/release.js + 1 modules
var nix_release = __webpack_require__(3654);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./build/host/http.js
var host_http = __webpack_require__(8447);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
;// CONCATENATED MODULE: ./build/nix/install/download.js








/** The longest that a server's Retry-After is obeyed, in seconds. */
const LONGEST_WAIT = 60;
/** Bytes of the beginning that are given back. */
const HEAD = 64;
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
        if (cause instanceof host_http/* PermanentError */.Dr && (cause.status === 404 || cause.status === 410))
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
            shouldRetry: ({ error }) => isPassing(error),
            ...(0,object/* defined */.s)({ signal: options.cancel }),
            onFailedAttempt: async ({ error, retriesLeft }) => {
                if (retriesLeft === 0 || !isPassing(error) || options.cancel?.aborted)
                    return;
                options.onRetry?.(`${url}: ${told(error, options)}; ${retriesLeft} more attempts`);
                const wait = error instanceof host_http/* TransientError */.N_ ? (error.retryAfter ?? 0) : 0;
                const { cancel: signal } = options;
                await (0,external_node_timers_promises_.setTimeout)(Math.min(wait, LONGEST_WAIT) * 1000, undefined, signal ? { signal } : {});
            },
        });
    }
    catch (error) {
        options.cancel?.throwIfAborted();
        const tried = isPassing(error) ? ` (${attempts} attempts)` : '';
        throw new errors/* ActionError */.l(`${url} could not be downloaded${tried}: ${told(error, options)}`, 'Look at the URL (inputs nix-version and nix-release-url), the network and the proxy settings of the runner.', { cause: error });
    }
}
function isPassing(error) {
    return !(error instanceof host_http/* PermanentError */.Dr);
}
/** What went wrong, in words. */
function told(error, { stall = host_http/* STALL */.FI }) {
    return (0,host_http/* describeRequestError */.tM)(error, stall);
}
async function fetchTo(url, open, options) {
    const { body, length } = await request(url, options);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const target = open();
    let bytes = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of body) {
        if (bytes < HEAD)
            head = Buffer.concat([head, chunk]).subarray(0, HEAD);
        hash.update(chunk);
        bytes += chunk.length;
        if (target.writable)
            target.write(chunk);
    }
    if (length !== undefined && bytes !== length) {
        throw new host_http/* TransientError */.N_(`it ended after ${bytes} of ${length} bytes`);
    }
    target.end();
    return { bytes, sha256: hash.digest('hex'), head };
}
async function request(url, options) {
    if (new URL(url).protocol === 'file:')
        return openFile((0,external_node_url_.fileURLToPath)(url));
    const http = await (0,host_http/* openHttp */.fb)(options.stall ?? host_http/* STALL */.FI, 5);
    const response = await http.request(url, { cancel: options.cancel });
    const status = response.statusCode;
    if (status !== 200) {
        response.body.on('error', () => { }).destroy();
        if (status !== 408 && status !== 429 && status < 500)
            throw new host_http/* PermanentError */.Dr(status, `the server answered ${status}`);
        throw new host_http/* TransientError */.N_(`the server answered ${status}`, (0,host_http/* retryAfter */.P9)(response.headers['retry-after']));
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
        throw new host_http/* PermanentError */.Dr(404, `the file cannot be read: ${error.message}`);
    }
}

;// CONCATENATED MODULE: ./build/nix/install/archive.js


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
    const what = kindOf(head);
    if (what !== undefined) {
        throw new errors/* ActionError */.l(`${release.url} is no Nix release: the server sent ${what} (${bytes} bytes), not an xz archive.`, 'Open the URL in a browser; the input nix-release-url has to lead to the tarballs themselves.');
    }
    throw new errors/* ActionError */.l(`${release.url} has the SHA-256 ${sha256} (${bytes} bytes), expected is ${expected}. Nothing of it was unpacked.`, 'If the tarball is meant to differ from the official one, give its hash in the input nix-sha256; else the download is damaged or was tampered with.');
}
async function publishedHash({ version, url }, notice, options) {
    const text = await downloadText(`${url}.sha256`, options);
    const sha256 = text?.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
    if (!/^[0-9a-f]{64}$/.test(sha256)) {
        const said = text === undefined ? 'is not there' : 'holds no SHA-256';
        throw new errors/* ActionError */.l(`nix-version: nothing says which SHA-256 the tarball of Nix ${version} must have: it is not in the action's table, and ${url}.sha256 ${said}.`, 'Look at nix-version and nix-release-url, or give the hash in the input nix-sha256.');
    }
    notice(`Nix ${version} is not in the action's table; its SHA-256 is taken from ${url}.sha256.`);
    return sha256;
}
/** What a file is that is no xz archive, in words, by its first bytes; undefined where it begins like one. */
function kindOf(head) {
    if (head.subarray(0, 6).equals(Buffer.from('fd377a585a00', 'hex')))
        return undefined;
    if (head.length === 0)
        return 'nothing';
    return /^\s*<(!doctype|html|\?xml)/i.test(head.toString()) ? 'an HTML page' : 'something else';
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/nix/install/decompress.js



/**
 * Bytes of a decoded archive that are held while nobody may read them yet: until the download ends, which is mostly soon,
 * because decoding is slower. Beyond that the decoder waits.
 */
const HELD = 64 << 20;
/**
 * Decodes an archive while it comes. Nothing is written anywhere: who takes the {@link output} decides when.
 * It can be begun again, for another attempt of a download.
 */
class Decompressor {
    #argv;
    #env;
    #child;
    #joint;
    #held = new external_node_stream_.PassThrough();
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
        this.#held = held;
        if (!this.#argv)
            return held;
        const [program, ...args] = this.#argv;
        const child = (0,external_node_child_process_.spawn)(program, args, {
            cwd: '/',
            env: this.#env,
            stdio: ['pipe', 'pipe', 'pipe'],
        });
        this.#child = child;
        this.#ended = endOf(child, program);
        // Asked for later, and not at all where the download fails.
        this.#ended.catch(() => { });
        child.stdout.pipe(held);
        return child.stdin;
    }
    /**
     * The decoded bytes of the last attempt, once. What is not decoded yet passes this process by: the small pieces in which
     * it comes would keep it busy, and the decoder waiting for it.
     */
    output() {
        const rest = this.#child?.stdout;
        if (!rest || rest.readableEnded || rest.destroyed)
            return this.#held;
        rest.unpipe(this.#held);
        const waiting = rest.read();
        if (waiting)
            this.#held.write(waiting);
        const joint = (0,external_node_child_process_.spawn)('/bin/sh', ['-c', 'cat <&3; exec cat'], {
            cwd: '/',
            env: this.#env,
            stdio: [rest, 'pipe', 'ignore', 'pipe'],
        });
        // Who reads it misses the end of the archive.
        joint.on('error', () => { });
        this.#joint = joint;
        rest.destroy();
        (0,external_node_stream_.pipeline)(this.#held.end(), joint.stdio[3], () => { });
        return joint.stdout;
    }
    /** @throws Failure where the bytes could not be decoded */
    ended() {
        return this.#ended;
    }
    /** Ends what runs. */
    abort() {
        this.#child?.kill('SIGKILL');
        this.#child = undefined;
        this.#joint?.stdio[3]?.destroy();
        this.#held.destroy();
    }
}
async function endOf(child, program) {
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
        throw new errors/* ActionError */.l(`Could not unpack the release: ${program} cannot be started.`, `Install ${program} on the runner (in its image or container).`, { cause: error });
    });
    if (code === 0)
        return;
    throw new errors/* ActionError */.l(`Could not unpack the release: ${program} ended with ${code}: ${said.trim()}`, "Look at the runner's memory and disk; the archive itself has the right hash.");
}

;// CONCATENATED MODULE: ./build/nix/install/mode.js

/**
 * The mode of an install and why, in words.
 * @throws Failure where the mode that is asked for cannot be had on this machine
 */
function chooseMode(asked, facts) {
    const obstacle = daemonObstacle(facts);
    if (asked === 'daemon' && obstacle) {
        throw new errors/* ActionError */.l(`nix-mode: the daemon cannot be installed here: ${obstacle}.`, 'Leave nix-mode out, or set it to single-user.');
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
    return new errors/* ActionError */.l(`Nix cannot be installed: /nix ${state}, and there is neither root nor sudo without a password.`, `Let an administrator run: install -d -m 0755 -o ${facts.user.name} /nix. Or install Nix on the runner; the action uses a Nix that is there.`);
}

;// CONCATENATED MODULE: ./build/nix/install/register.js

/**
 * A path that is there already and is the same stays: it may be in use. What a removed or broken install has left of it
 * gives way. (`mv -n` calls a path that is there a failure in coreutils 9.2 to 9.4.)
 */
const MOVE = [
    'old=/nix/store/$path new=$folder/store/$path',
    'if test ! -e "$old"',
    'then mv "$new" /nix/store/',
    'elif ! diff -rq --no-dereference "$old" "$new" >/dev/null 2>&1',
    'then chmod -R u+w "$old"',
    'rm -rf "$old"',
    'mv "$new" /nix/store/',
    // Else its owner could not remove it with what is left of the archive.
    'else chmod -R u+w "$new"',
    'fi',
];
/** The database is opened directly: there is no daemon yet. */
const PLACE = [
    'folder=$1 nix=$2; shift 2',
    `for path; do ${MOVE.join('; ')}; done`,
    '(cd /nix/store && chmod -R a-w "$@")',
    'NIX_REMOTE=local "$nix/bin/nix-store" --load-db <"$folder/.reginfo"',
    `ln -sfn "$nix" ${paths/* DEFAULT_PROFILE */.KG}-1-link; ln -sfn default-1-link ${paths/* DEFAULT_PROFILE */.KG}`,
    'rm -rf "$folder"',
];
/**
 * Before them as root: whose HOME is not the user's, and the settings come from standard input. An earlier install may
 * have left a link in their place, which may lead nowhere, or to what is not ours. Settings that Nix refuses must not
 * stay: the next install would take them over.
 */
const AS_ROOT = [
    `export HOME=/var/empty; test ! -h ${paths/* SYSTEM_CONF */.BD} || rm ${paths/* SYSTEM_CONF */.BD}`,
    `if before=$(cat ${paths/* SYSTEM_CONF */.BD} 2>/dev/null)`,
    `then trap 'test $? -eq 0 || printf "%s\\n" "$before" >${paths/* SYSTEM_CONF */.BD}' EXIT`,
    `else trap 'test $? -eq 0 || rm -f ${paths/* SYSTEM_CONF */.BD}' EXIT`,
    'fi',
    `cat >${paths/* SYSTEM_CONF */.BD}`,
];
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
        ['set -e', ...lines].join('; '),
        'sh',
        folder,
        nix,
        ...paths,
    ];
    return mode === 'daemon'
        ? { argv: argv([...AS_ROOT, ...PLACE]), as: 'root', description: why, input: conf }
        : { argv: argv(PLACE), as: 'user', description: why, isLong: true };
}

;// CONCATENATED MODULE: ./build/nix/install/install.js

















/** Below /nix, so that moving into the store is renaming. */
const UNPACK = '/nix/.unpack-';
/**
 * Installs Nix from a release tarball. It is decoded while it comes; nothing on the machine is changed before its hash is
 * right.
 * @param looking what is known of the machine, in a moment
 * @throws Failure
 */
async function installNix(options, system, looking, ctx) {
    const { version, notice } = (0,nix_release/* resolveVersion */.x)(options.version, system);
    const release = (0,nix_release/* locateRelease */.Ev)(version, system, options.releaseUrl, options.sha256);
    if (notice)
        ctx.logger.notice(notice, 'nix-version');
    const fetching = new AbortController();
    const cancel = AbortSignal.any([ctx.cancel, fetching.signal]);
    const decoder = new Decompressor(platform(system).DECODE, ctx.env);
    try {
        const fetched = fetchArchive(release, () => decoder.begin(), message => ctx.logger.notice(message), { onRetry: message => ctx.logger.info(message), cancel });
        // Its failure is told where it is waited for.
        fetched.catch(() => { });
        const facts = await looking;
        checkMacos(version, facts);
        const { mode, reason } = chooseMode(options.mode, facts);
        ctx.logger.info(`Nix ${version} for ${system}, ${mode} mode (${reason}), from ${release.url}`);
        warnOfSandbox(mode, facts, ctx);
        await fetched;
        return await install(options, version, mode, facts, decoder, ctx);
    }
    finally {
        fetching.abort();
        decoder.abort();
    }
}
async function install(options, version, mode, facts, decoder, ctx) {
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const unpacked = await unpack(mode, facts, decoder, executor);
    // Where the machine has none there is the release's own.
    const caBundle = facts.caBundle ?? `${unpacked.cacert}/etc/ssl/certs/ca-bundle.crt`;
    // Its programs run only where they belong.
    const named = /^\/nix\/store\/\w+-lix-/.test(unpacked.nix) ? 'lix' : 'nix';
    const settings = (0,install_settings/* systemSettings */.Vo)(options, mode, version, { ...facts, caBundle }, named);
    const systemConf = (0,nix_conf/* formatConf */.GC)((0,nix_conf/* mergeConf */.No)(settings, [...facts.etcConf, ...options.conf]));
    const placing = planPlacing(mode, systemConf, unpacked);
    if (facts.database)
        await placeBeside(placing, mode, unpacked.nix, executor, ctx);
    else
        await executor.one(placing);
    if ((0,install_settings/* lacksNetrc */.Jt)(settings, named))
        await (0,netrc/* emptyDaemonNetrc */.i5)(executor);
    if ((0,install_settings/* buildsInMemory */.We)(mode, version, facts))
        await executor.one((0,install_settings/* makeBuilds */.ks)(asOf(mode)));
    const daemonEnv = { ...facts.daemonEnv, ...(0,install_settings/* daemonVariables */.CV)(version, { ...facts, caBundle }) };
    const plan = mode === 'daemon'
        ? platform(facts.system).planDaemon({ ...facts, daemonEnv }, unpacked.nix)
        : undefined;
    const [daemon, about] = await Promise.all([
        plan && (0,nix_daemon/* startDaemon */.LC)(plan, executor, (0,nix_daemon/* daemonLog */.Ht)(ctx.folder)),
        // A mirror may hold another Nix than its URL says.
        (0,detect/* describeNix */.Tg)(`${unpacked.nix}/bin`, ctx.env),
    ]);
    return {
        ...(about ?? { version, flavor: 'nix' }),
        mode,
        nix: unpacked.nix,
        caBundle,
        userSettings: mode === 'daemon' ? [install_settings/* FLAKES */.tH] : (0,nix_conf/* mergeConf */.No)(settings, options.conf),
        daemon,
        daemonPlan: plan,
        service: plan !== undefined && daemon === undefined,
    };
}
/** Into a store that an earlier install left, whose database may not fit what is there. */
async function placeBeside(placing, mode, nix, executor, ctx) {
    const help = `An earlier Nix left /nix/var/nix/db, which this one cannot use as it is. Remove /nix on the runner and run the job again.`;
    try {
        await executor.one(placing);
    }
    catch (error) {
        ctx.cancel.throwIfAborted();
        throw new errors/* ActionError */.l(error.message, help, { cause: error });
    }
    const argv = ['env', 'HOME=/var/empty', 'NIX_REMOTE=local', `${nix}/bin/nix-store`, '--verify'];
    await executor
        .one({ argv, as: asOf(mode), description: 'forget store paths that are gone', isLong: true })
        .catch(error => ctx.logger.warning(`${error.message}\n${help}`, 'Left by an earlier Nix'));
}
function platform(system) {
    return system.endsWith('-darwin') ? darwin_namespaceObject : linux;
}
/** Unpacks below /nix, so that moving is renaming; the build users are made beside it. */
async function unpack(mode, facts, decoder, executor) {
    const folder = `${UNPACK}${(0,external_node_crypto_.randomUUID)()}`;
    await removeLeftUnpacked(mode, executor);
    const ground = platform(facts.system).planPrerequisites(mode, facts, folder);
    await executor.all(ground.folders);
    const form = platform(facts.system).DECODE ? '-xf' : '-xJf';
    const argv = ['tar', form, '-', '-C', folder, '--strip-components=1', '--no-same-owner'];
    const as = mode === 'daemon' ? 'root' : 'user';
    const tar = { argv, as, description: 'unpack the release' };
    const works = [decoder.ended(), executor.one(tar, decoder.output()), executor.all(ground.users)];
    try {
        await Promise.all(works);
    }
    catch (error) {
        decoder.abort();
        await Promise.allSettled(works);
        const remove = {
            argv: ['rm', '-rf', folder],
            description: 'remove what was unpacked',
            isLong: true,
        };
        await executor.one({ ...tar, ...remove });
        throw error;
    }
    return { folder, ...(await readUnpacked(folder)) };
}
/** What installs left that were ended on their way: hundreds of megabytes each. */
async function removeLeftUnpacked(mode, executor) {
    const { dir, base } = (0,external_node_path_.parse)(UNPACK);
    const names = await (0,promises_.readdir)(dir).catch(() => []);
    const left = names.filter(name => name.startsWith(base)).map(name => (0,external_node_path_.join)(dir, name));
    if (left.length === 0)
        return;
    const argv = ['/bin/sh', '-c', 'chmod -R u+w "$@"; rm -rf "$@"; true', 'sh', ...left];
    const why = 'remove what an earlier install left';
    await executor.one({ argv, as: asOf(mode), description: why, isLong: true });
}
function asOf(mode) {
    return mode === 'daemon' ? 'root' : 'user';
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
    throw new errors/* ActionError */.l(`The tarball has not the layout of a Nix release: ${folder} lacks store/ or an install script with nix= and cacert=.`, 'The input nix-release-url has to lead to binary tarballs as on releases.nixos.org.');
}
function warnOfSandbox(mode, { system, sandbox, root: has }, ctx) {
    const possible = mode === 'daemon' || has === 'self' ? sandbox.root : sandbox.user;
    if (possible || !system.endsWith('-linux'))
        return;
    const help = mode === 'daemon' || has === 'self'
        ? 'Run the container with the rights to make namespaces (options: --privileged).'
        : 'Use nix-mode: daemon, or allow unprivileged user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0.';
    ctx.logger.warning(`This machine does not let Nix make the namespaces of its sandbox; builds run without it. ${help}`, 'No sandbox');
}

;// CONCATENATED MODULE: ./build/nix/install/lock.js


/**
 * Locked is a folder that every machine has and no job can replace; nothing is written. The kernel gives the lock back
 * when flock's command ends, which it does when our end of its input is closed, however we end.
 */
const LOCK = ['flock', '-x', '/', '/bin/sh', '-c', 'echo locked; exec cat'];
/** Seconds: an install takes far less, also over a slow network. */
const PATIENCE = 900;
/**
 * Runs the body while no other job does the same on this machine: two installs at once would be in each other's way.
 * Where there is no flock (macOS) the body runs without.
 * @throws Failure where another job holds the lock for too long
 */
async function withInstallLock({ env, cancel, logger }, body, patience = PATIENCE) {
    cancel.throwIfAborted();
    const [program, ...args] = LOCK;
    const child = (0,external_node_child_process_.spawn)(program, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdin.on('error', () => { });
    const told = setTimeout(() => logger.info('Another job sets up Nix on this machine; this one waits for it.'), 1000);
    const stop = () => child.kill('SIGKILL');
    cancel.addEventListener('abort', stop);
    try {
        const state = await locked(child, patience);
        clearTimeout(told);
        cancel.throwIfAborted();
        if (state === 'late') {
            throw new errors/* ActionError */.l(`Another job on this machine has been setting up Nix for ${patience} s.`, 'Look at that job; if there is none, end the process that holds the lock (lsof /).');
        }
        if (state === 'none')
            logger.debug('There is no flock: jobs that install at once are not kept apart.');
        return await body();
    }
    finally {
        clearTimeout(told);
        cancel.removeEventListener('abort', stop);
        child.stdin.end();
        child.stdout.destroy();
        child.kill('SIGKILL');
    }
}
function locked(child, patience) {
    return new Promise(resolve => {
        const timer = setTimeout(resolve, patience * 1000, 'late');
        const end = (state) => {
            clearTimeout(timer);
            resolve(state);
        };
        child.stdout.once('data', () => end('locked'));
        child.once('error', () => end('none'));
        child.once('close', () => end('none'));
    });
}

// EXTERNAL MODULE: ./build/nix/nix.js
var nix = __webpack_require__(7751);
;// CONCATENATED MODULE: ./build/nix/setup.js























/**
 * Uses the Nix that is there, or installs one.
 * @param tokens the file with credentials is named in the settings, whether or not it is there yet
 * @throws Failure
 */
async function setupNix(options, tokens, ctx) {
    const provided = await findOrInstall(options, tokens, ctx);
    const warning = warningOf(provided.nix);
    // An earlier use in this job has told of it.
    if (warning && !(0,access_tokens/* isLaterUse */.Wi)(ctx.env))
        ctx.logger.warning(warning, 'Vulnerable Nix');
    return provided;
}
async function findOrInstall(options, tokens, ctx) {
    const system = (0,nix/* systemOf */.b)(process.platform, process.arch);
    const found = await (0,detect/* findNix */.rv)(ctx.env);
    if (found)
        return useExisting(found, system, options, tokens.path, ctx);
    let installed;
    const fresh = await withInstallLock(ctx, async () => {
        installed = await (0,detect/* findNix */.rv)(ctx.env);
        return installed ? undefined : installFresh(system, options, tokens.path, ctx);
    });
    // By another job, which this one waited for.
    if (installed)
        return useExisting(installed, system, options, tokens.path, ctx);
    return fresh;
}
async function installFresh(system, options, tokenFile, ctx) {
    const looking = (0,install_facts/* gatherFacts */.p)(system, ctx.env);
    const installed = await installNix(options, system, looking, ctx);
    const { version, flavor, mode, nix, caBundle, userSettings, daemonPlan: plan } = installed;
    const facts = await looking;
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const log = (0,nix_daemon/* daemonLog */.Ht)(ctx.folder);
    const own = plan && {
        ...{ log, process: installed.daemon },
        start: () => (0,nix_daemon/* startDaemon */.LC)(plan, executor, log),
    };
    const whole = {
        ...{ bin: `${nix}/bin`, version, flavor, system, mode },
        install: 'installed',
    };
    const environment = {
        ...(await jobVariables(userSettings, options, tokenFile, ctx)),
        NIX_SSL_CERT_FILE: caBundle,
        // Root would open the store by itself, beside the daemon.
        ...(mode === 'daemon' && facts.root === 'self' ? { NIX_REMOTE: 'daemon' } : {}),
    };
    return {
        nix: whole,
        environment,
        path: [`${paths/* DEFAULT_PROFILE */.KG}/bin`],
        daemon: own && new DaemonWatch(own, ctx.logger),
        service: installed.service,
        executor,
        roots: new gc_roots/* Roots */.k(whole, { ...ctx.env, ...environment }, ctx),
    };
}
async function useExisting(found, system, options, tokenFile, ctx) {
    (0,detect/* checkVersion */.ps)(found, options.version, system);
    ctx.logger.info(`Nix ${found.version} (${found.flavor}) is there, in ${found.bin}; it is used and not changed.`);
    const asked = ctx.env.NIX_REMOTE === 'daemon';
    const mode = (await ownsStore()) && !asked ? 'single-user' : 'daemon';
    // To look at the machine is to ask sudo, which a runner with a Nix that works should not see.
    const isReady = mode === 'daemon' ? await isDaemonRunning(found, ctx) : process.getuid?.() !== 0;
    const facts = isReady ? undefined : await (0,install_facts/* gatherFacts */.p)(system, ctx.env);
    const own = mode === 'daemon' && facts ? await startStoppedDaemon(found, facts, options, ctx) : undefined;
    const settings = (0,install_settings/* foundSettings */.Sx)(mode, facts);
    const { bin, version, flavor } = found;
    const nix = { bin, version, flavor, system, install: 'found', mode };
    const cores = await evalCores(found, options.conf, ctx.env);
    const all = [...options.conf, ...cores, ...settings];
    const environment = await jobVariables(all, options, tokenFile, ctx);
    const roots = new gc_roots/* Roots */.k(nix, { ...ctx.env, ...environment }, ctx);
    return {
        nix,
        environment,
        path: found.onPath ? [] : [found.bin],
        daemon: mode === 'daemon' ? new DaemonWatch(own, ctx.logger) : undefined,
        service: false,
        executor: new host_executor/* Executor */.Q(facts?.root ?? 'none', ctx.env, ctx.cancel, ctx.logger),
        roots,
    };
}
/** Keeps a Nix that was there for the rest of the job, which tells other jobs too that somebody uses its store. */
async function keepNix({ nix, roots, }) {
    if (roots.isShared)
        await roots.keep([storePath(await (0,promises_.realpath)((0,external_node_path_.join)(nix.bin, 'nix-store')))]);
}
/** Whether this user may write the store: its database, or what it would be made in. */
async function ownsStore() {
    const folders = ['/nix/var/nix/db', '/nix/var/nix', '/nix/var', '/nix'];
    return (0,access/* isAccessible */.dp)(folders.find(external_node_fs_.existsSync) ?? '/', external_node_fs_.constants.W_OK);
}
/** The path in the store that holds a file. */
function storePath(file) {
    return file.split('/').slice(0, 4).join('/');
}
const RESTART = 'Restart it on the runner: systemctl restart nix-daemon.service (macOS: launchctl kickstart -k system/org.nixos.nix-daemon).';
/**
 * Whether a daemon answers; one of another version than the programs is told of.
 * @throws Failure where one is there that cannot be used
 */
async function isDaemonRunning({ version, bin }, { logger }) {
    const answer = await probeDaemon();
    if (answer.state === 'absent')
        return false;
    if (answer.state !== 'answers') {
        const does = answer.state === 'silent' ? 'takes connections and says nothing' : 'hangs up';
        throw new errors/* ActionError */.l(`Nix ${version} is there (${bin}), but its daemon at ${paths/* DAEMON_SOCKET */.Xs} ${does}.`, `${RESTART} What it has to say stands in its log (journalctl -u nix-daemon); allowed-users in its settings may leave this user out.`);
    }
    if (answer.version !== undefined && answer.version !== version) {
        logger.warning(`The Nix daemon of this machine is of version ${answer.version}, the programs in ${bin} are of ${version}: it still runs what was there before an upgrade. ${RESTART}`, 'Nix daemon');
    }
    return true;
}
/** A Nix whose daemon sleeps (an earlier job stopped it) is woken for this job, also on a new machine. */
async function startStoppedDaemon(found, facts, options, ctx) {
    if (facts.root === 'none') {
        throw new errors/* ActionError */.l(`Nix ${found.version} is there (${found.bin}), but its daemon does not answer and its store is not writable for ${facts.user.name}.`, 'Start the daemon on the runner: systemctl start nix-daemon.socket.');
    }
    const executor = new host_executor/* Executor */.Q(facts.root, ctx.env, ctx.cancel, ctx.logger);
    const env = { ...facts.daemonEnv, ...(0,install_settings/* daemonVariables */.CV)(found.version, facts) };
    const plan = { start: [], stop: [], process: { argv: [(0,external_node_path_.join)(found.bin, 'nix-daemon')], env } };
    const log = (0,nix_daemon/* daemonLog */.Ht)(ctx.folder);
    const start = () => withInstallLock(ctx, async () => {
        // Another job may have been faster.
        if (await (0,nix_daemon/* daemonAnswers */.m)())
            return undefined;
        const now = facts.buildUsers ? facts : await (0,install_facts/* gatherFacts */.p)(facts.system, ctx.env);
        await completeNix(found, now, options, executor);
        return (0,nix_daemon/* startDaemon */.LC)(plan, executor, log);
    });
    const started = await start();
    return started && { log, process: started, start };
}
/**
 * Writes the user's settings into a file of this run.
 * @returns variables that name it, with the other files of this run, before the user's own (Nix passes over files that
 *   are not there yet, or any more), and caches where HOME takes none
 */
async function jobVariables(settings, { acceptFlakeConfig, conf: users }, tokenFile, ctx) {
    const { folder, env } = ctx;
    const conf = (0,external_node_path_.join)(folder, 'nix.conf');
    const accept = acceptFlakeConfig ? [{ name: 'accept-flake-config', value: 'true' }] : [];
    await (0,promises_.writeFile)(conf, (0,nix_conf/* formatConf */.GC)([...accept, ...(0,install_settings/* fallbackSettings */.aZ)(users), ...settings]));
    const files = [tokenFile, (0,external_node_path_.join)(folder, access_tokens/* CACHES_CONF */.Ri), conf];
    return { NIX_USER_CONF_FILES: (0,access_tokens/* userConfFiles */.xv)(files, env), ...(await cacheVariables(ctx)) };
}


/***/ })

};
