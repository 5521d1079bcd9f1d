export const id = 751;
export const ids = [751];
export const modules = {

/***/ 1426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ probeDaemon)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7030);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4276);


/** WORKER_MAGIC_1 and _2 of worker-protocol.hh; numbers are 64-bit little-endian. */
const GREETING = 0x6e697863n;
const REPLY = 0x6478696fn;
/** Lix refuses clients older than 1.35 since 2.94. Up to 1.35, a greeting needs only two flags. */
const OUR_PROTOCOL = 0x123n;
/** The first protocol with the daemon's version; Nix 2.8 speaks 1.34. */
const VERSION_SINCE = 0x121n;
const NUMBER_BYTES = 8;
/**
 * Performs a client's handshake: a daemon that accepts connections may hang, or have another version than the programs.
 * @param timeout milliseconds
 */
function probeDaemon(socket = _paths_js__WEBPACK_IMPORTED_MODULE_1__/* .DAEMON_SOCKET */ .Xs, timeout = 15_000) {
    return new Promise(resolve => {
        const connection = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)(socket);
        let received = Buffer.alloc(0);
        let isConnected = false;
        const finish = (answer) => {
            clearTimeout(timer);
            connection.destroy();
            resolve(answer);
        };
        const timer = setTimeout(() => finish(parseReply(received) ?? { state: 'silent' }), timeout);
        connection.once('connect', () => {
            isConnected = true;
            connection.write(numbers(GREETING));
        });
        connection.on('data', (chunk) => {
            const before = received.length;
            received = Buffer.concat([received, chunk]);
            if (before < 2 * NUMBER_BYTES && received.length >= 2 * NUMBER_BYTES) {
                const answer = parseReply(received);
                if (!answer)
                    return finish({ state: 'refuses' });
                const theirs = protocolOf(received);
                if (theirs < VERSION_SINCE)
                    return finish(answer);
                // Flags: no CPU affinity, no reserved space.
                connection.write(numbers(theirs < OUR_PROTOCOL ? theirs : OUR_PROTOCOL, 0n, 0n));
            }
            const version = versionIn(received);
            if (version !== undefined)
                finish({ state: 'answers', version });
        });
        const close = () => finish(parseReply(received) ?? { state: isConnected ? 'refuses' : 'absent' });
        connection.once('error', close);
        connection.once('close', close);
    });
}
function numbers(...values) {
    const buffer = Buffer.alloc(values.length * NUMBER_BYTES);
    for (const [index, value] of values.entries())
        buffer.writeBigUInt64LE(value, index * NUMBER_BYTES);
    return buffer;
}
function parseReply(received) {
    const isReply = received.length >= 2 * NUMBER_BYTES && received.readBigUInt64LE(0) === REPLY;
    return isReply ? { state: 'answers', version: undefined } : undefined;
}
function protocolOf(received) {
    return received.readBigUInt64LE(NUMBER_BYTES);
}
/** The version string after magic and protocol; undefined until all of it has arrived. */
function versionIn(received) {
    const start = 3 * NUMBER_BYTES;
    if (received.length < start)
        return undefined;
    const length = Number(received.readBigUInt64LE(2 * NUMBER_BYTES));
    return received.length < start + length
        ? undefined
        : received.toString('utf8', start, start + length);
}


/***/ }),

/***/ 7638:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ daemonLog),
/* harmony export */   LC: () => (/* binding */ startDaemon),
/* harmony export */   SL: () => (/* binding */ findDaemon),
/* harmony export */   ZI: () => (/* binding */ stopDaemon),
/* harmony export */   m: () => (/* binding */ daemonAnswers),
/* harmony export */   oz: () => (/* binding */ ownProcess)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8500);
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1814);
/* harmony import */ var _host_process_table_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2853);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1469);
/* harmony import */ var _daemon_handshake_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1426);
/* harmony import */ var _paths_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4276);









/** Path of our own daemon's log. @param folder main's private directory */
function daemonLog(folder) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'daemon.log');
}
/** How long to wait for the socket. */
const DAEMON_START_TIMEOUT_S = 15;
/**
 * Starts a process in the background as root and prints its pid. The pid is also written to a file, for post in case main
 * is killed before it can save what it started. In a session of its own: a runner that gives main a terminal, as act does,
 * hangs it up when main ends, and Nix exits on SIGHUP even if that is ignored. (macOS has no setsid.)
 */
const BACKGROUND = 'log=$1; shift; trap "" HUP; $(command -v setsid) "$@" >"$log" 2>&1 </dev/null & echo $! >"$log.pid"; echo $!';
/** Whether a process listens on the socket. */
function daemonAnswers(socket = _paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs) {
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
 * Starts the daemon; if it is a systemd service, also checks that it responds: systemd listens on the socket even if it
 * cannot start the service.
 * @param log path of our own daemon's log
 * @returns its process; undefined if it is a systemd service
 * @throws ActionError with the end of its log, or where to find it
 */
async function startDaemon(plan, executor, log) {
    const started = await startListening(plan, executor, log);
    if (started || (await (0,_daemon_handshake_js__WEBPACK_IMPORTED_MODULE_7__/* .probeDaemon */ .n)()).state === 'answers')
        return started;
    await stopService(plan, executor);
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ(`The Nix daemon does not respond on ${_paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs}: systemd cannot run nix-daemon.service.`, 'Check its log (journalctl -u nix-daemon) and its settings (systemctl cat nix-daemon.service; an earlier Nix may have left drop-ins), or set nix-mode: single-user.');
}
/** Starts the daemon and waits until it accepts connections. */
async function startListening(plan, executor, log) {
    if (await daemonAnswers())
        await replaceStale(plan, executor);
    await executor.all(plan.start);
    const started = plan.process ? await startProcess(plan.process, executor, log) : undefined;
    for (let waited = 0; waited < DAEMON_START_TIMEOUT_S * 1000; waited += 10) {
        if (await daemonAnswers())
            return started;
        if (started && hasEnded(started.pid))
            break;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(10);
    }
    if (started)
        await stopDaemon(started, executor);
    const output = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(log, 'utf8').catch(() => '')).trim().slice(-2000);
    throw new _lib_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .ActionError */ .lZ(`The Nix daemon does not respond on ${_paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs}. Its log: ${output || 'empty'}`, 'Set nix-mode: single-user, or find out why the daemon cannot run on this machine.');
}
/** A daemon of a removed install would keep the socket, with another version and other settings. */
async function replaceStale(plan, executor) {
    await stopService(plan, executor);
    await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)('Replacing a stale daemon', 'rm', '-f', _paths_js__WEBPACK_IMPORTED_MODULE_8__/* .DAEMON_SOCKET */ .Xs));
}
async function stopService({ stop }, executor) {
    // systemd may no longer know the units of an earlier install.
    for (const command of stop)
        await executor.one(command).catch(() => { });
}
async function startProcess({ program, env }, executor, log) {
    const variables = Object.entries({
        HOME: '/var/empty',
        PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
        ...env,
    });
    const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)];
    const why = 'Starting the Nix daemon';
    const printed = await executor.one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, program));
    const pid = Number(printed.trim());
    const [daemon] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)(), pid);
    return { pid, birth: daemon?.birth ?? '' };
}
/** How long sudo and {@link BACKGROUND} may take. */
const LAUNCH_TIMEOUT_MS = 5000;
/**
 * The running daemon that writes a log, if any. Waits for the shell that starts it: that shell outlives a killed main, and
 * a daemon without a known pid could not be stopped.
 */
async function findDaemon(log) {
    for (let waited = 0; waited < LAUNCH_TIMEOUT_MS && (await isStarting(log)); waited += 20)
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(20);
    const pid = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`${log}.pid`, 'utf8').catch(() => ''));
    const daemon = (await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)()).find(entry => entry.pid === pid);
    return daemon && { pid, birth: daemon.birth };
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
        // EPERM: it exists and belongs to root.
        return error.code === 'ESRCH';
    }
}
/** Stops our own daemon and its descendants; does nothing if the process is gone. */
async function stopDaemon(daemon, executor) {
    const family = familyOf(daemon, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
    if (family.length === 0)
        return;
    await kill('-TERM', family, executor);
    let remaining = family;
    for (let waited = 0; waited < 2000; waited += 20) {
        remaining = survivors(remaining, await (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .processTable */ .oI)());
        if (remaining.length === 0)
            return;
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setTimeout)(20);
    }
    await kill('-KILL', remaining, executor);
}
/** Those still running, with their descendants: a connection's process can outlive the daemon and be reparented. */
function survivors(family, table) {
    const alive = family.filter(({ pid, birth }) => table.some(entry => entry.pid === pid && entry.birth === birth));
    return [...new Set(alive.flatMap(({ pid }) => (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid)))];
}
/** The saved state may be forged, so only a nix-daemon with that start time counts as ours. */
function familyOf({ pid, birth }, table) {
    const [daemon, ...children] = (0,_host_process_table_js__WEBPACK_IMPORTED_MODULE_5__/* .withDescendants */ .dz)(table, pid);
    if (!daemon || daemon.birth !== birth || !daemon.command.includes('nix-daemon'))
        return [];
    return [daemon, ...children];
}
async function kill(signal, processes, executor) {
    const pids = processes.map(({ pid }) => String(pid));
    // Fails if some are gone already, which is fine.
    await executor
        .one((0,_host_executor_js__WEBPACK_IMPORTED_MODULE_4__/* .root */ .z)('Stopping the Nix daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
        .catch(() => { });
}
/** The plan for a daemon that we run ourselves. @param bin the directory of Nix's programs */
function ownProcess(bin, env) {
    return { start: [], stop: [], process: { program: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(bin, 'nix-daemon'), env } };
}


/***/ }),

/***/ 3768:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ otherJobs),
/* harmony export */   k: () => (/* binding */ Roots)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var _host_access_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6093);
/* harmony import */ var _host_process_short_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1327);
/* harmony import */ var _lib_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1469);
/* harmony import */ var _runner_state_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3866);
/* harmony import */ var _store_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7726);








/** Where Nix lists indirect GC roots. */
const AUTO_ROOTS = '/nix/var/nix/gcroots/auto';
/**
 * GC roots of this job, as links in a directory that post removes. On a shared store they protect what this job has built
 * and fetched from a garbage collection between steps. (nix-store(1), --add-root)
 */
class Roots {
    #nix;
    #env;
    #ctx;
    #kept = new Set();
    #number = 0;
    #hasFailed = false;
    #pending = Promise.resolve();
    /** @param env with the settings of Nix, without credentials */
    constructor(nix, env, ctx) {
        this.#nix = nix;
        this.#env = env;
        this.#ctx = ctx;
    }
    /** Whether others may collect garbage in this store: it existed before this job. */
    get isShared() {
        return this.#nix.install === 'found';
    }
    /** A new link path, for a call of Nix that creates its own root (`--out-link`, `--add-root`). */
    async link(name) {
        const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#ctx.folder, 'roots');
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(folder, { recursive: true });
        return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, `${name}-${this.#number++}`);
    }
    /** Creates roots for paths in a shared store; skips missing paths. Never throws. */
    async keep(paths) {
        if (!this.isShared)
            return;
        const fresh = [...new Set(paths)].filter(path => path.startsWith('/nix/store/') && !this.#kept.has(path) && (0,_host_access_js__WEBPACK_IMPORTED_MODULE_3__/* .isPresent */ .Wo)(path));
        for (const path of fresh)
            this.#kept.add(path);
        try {
            for (let first = 0; first < fresh.length; first += _store_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_PATHS_PER_CALL */ .Vv)
                await this.#add(fresh.slice(first, first + _store_js__WEBPACK_IMPORTED_MODULE_7__/* .MAX_PATHS_PER_CALL */ .Vv));
        }
        catch (error) {
            if (!this.#hasFailed)
                this.#ctx.logger.notice(`A garbage collection on this machine may remove builds of this job: Nix could not create GC roots. ${(0,_lib_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .formatError */ .Wk)(error)}`, 'GC roots');
            this.#hasFailed = true;
        }
    }
    /** The same while the job goes on. */
    keepSoon(paths) {
        const pending = this.#pending;
        this.#pending = Promise.all([pending, paths.then(all => this.keep(all)).catch(() => { })]);
    }
    /** Waits for what is to be kept. */
    async settled() {
        await this.#pending;
    }
    /** Creates the links of indirect roots as Nix does, in a store of this user. @returns whether they are all there */
    async #linked(paths) {
        try {
            // A store in which nothing had a root yet has no such folder.
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(AUTO_ROOTS, { recursive: true });
            for (const path of paths) {
                const link = await this.link('kept');
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(path, link);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.symlink)(link, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(AUTO_ROOTS, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)()));
            }
            return true;
        }
        catch {
            return false;
        }
    }
    /** Paths that another job is building exist but are not valid yet: filters them out only after a failure. */
    async #add(paths, areValid = false) {
        if (this.#nix.mode === 'single-user' && (await this.#linked(paths)))
            return;
        const root = ['--add-root', await this.link('kept'), '--indirect'];
        const argv = [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(this.#nix.bin, 'nix-store'), '--realise', ...root, ...paths];
        const { code, stderr } = await (0,_host_process_short_js__WEBPACK_IMPORTED_MODULE_4__/* .runShort */ .c)(argv, { env: this.#env, cwd: '/' });
        if (code === 0)
            return;
        if (areValid)
            throw new Error(`nix-store --add-root: ${stderr.trim().slice(-500)}`);
        const valid = await new _store_js__WEBPACK_IMPORTED_MODULE_7__/* .Store */ .il(this.#nix, this.#env).valid(paths);
        if (valid.length > 0)
            await this.#add(valid, true);
    }
}
/** The directories of other jobs that are using the action on this store, found by their GC roots. */
async function otherJobs(ours) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(AUTO_ROOTS).catch(() => []);
    const targets = await Promise.all(names.map(name => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(AUTO_ROOTS, name)).catch(() => '')));
    const folders = targets.flatMap(target => new RegExp(`^(.*/${_runner_state_js__WEBPACK_IMPORTED_MODULE_6__/* .RUN_DIR_PREFIX */ .jk}[^/]+/${_runner_state_js__WEBPACK_IMPORTED_MODULE_6__/* .PRIVATE_DIR */ .A9})/`).exec(target)?.[1] ?? []);
    const others = [...new Set(folders)].filter(folder => folder !== ours);
    const exists = await Promise.all(others.map(mayExist));
    return others.filter((_, index) => exists[index]);
}
/** True as well if this user may not read the parent directory. */
async function mayExist(folder) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(folder).then(() => true, ({ code }) => code === 'EACCES');
}


/***/ }),

/***/ 2134:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ linux),
/* harmony export */   r: () => (/* binding */ STOP_SERVICE)
/* harmony export */ });
/* harmony import */ var _host_executor_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1814);
/* harmony import */ var _daemon_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7638);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(861);



const linux = { decompressor: ['xz', '-dc'], planPrerequisites, planDaemon };
/** The prerequisites of an install on Linux: directories, and the build users, created during unpacking. */
function planPrerequisites(mode, facts, unpackFolder) {
    return mode === 'daemon'
        ? { folders: daemonFolders(unpackFolder), users: [...buildUsers(facts), ...enableKvm(facts)] }
        : { folders: userFolders(facts, unpackFolder), users: enableKvm(facts) };
}
function daemonFolders(unpackFolder) {
    const folders = ['/nix', ..._plan_js__WEBPACK_IMPORTED_MODULE_2__/* .NIX_FOLDERS */ ._7, '/etc/nix', unpackFolder];
    return [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Creating /nix', 'install', '-d', '-m', '0755', ...folders)];
}
function userFolders({ user, nixFolder }, unpackFolder) {
    const owner = ['-o', String(user.uid), '-g', String(user.gid)];
    const why = 'Creating /nix';
    const createNix = (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'install', '-d', '-m', '0755', ...owner, '/nix');
    return [
        ...(nixFolder === 'writable' ? [] : [createNix]),
        { argv: ['mkdir', '-p', ..._plan_js__WEBPACK_IMPORTED_MODULE_2__/* .NIX_FOLDERS */ ._7, unpackFolder], as: 'user', description: why },
    ];
}
/**
 * Adds the user to the group explicitly: Nix reads the group's member list, so a primary group is not enough. All users
 * are created by one command, because each sudo takes as long as creating a user.
 */
const USERADD = `useradd --system --no-user-group --gid ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} --groups ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} --no-create-home --home-dir /var/empty --shell /sbin/nologin`;
function buildUsers({ buildUsers, missingUsers = [], leftUsers = [], cores }) {
    const why = 'Creating build users';
    const wanted = buildUsers ? [] : (0,_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .linuxUserNames */ .GZ)(cores);
    // Nix refuses to build if a member of the group does not exist as a user.
    const users = [...new Set([...wanted, ...missingUsers])];
    const created = users.filter(name => !leftUsers.includes(name));
    const existing = users.filter(name => leftUsers.includes(name));
    const group = buildUsers === undefined ? `groupadd --system ${_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2} && ` : '';
    // The same PATH that facts.ts uses to find them.
    const script = `PATH="$PATH:/usr/sbin:/sbin"; ${group}for user; do ${USERADD} "$user" || exit; done`;
    return [
        ...(group || created.length > 0 ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, '/bin/sh', '-c', script, 'sh', ...created)] : []),
        ...existing.map(name => (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'usermod', '--append', '--groups', _plan_js__WEBPACK_IMPORTED_MODULE_2__/* .BUILD_GROUP */ .X2, name)),
    ];
}
/** Opens /dev/kvm to everyone, because builds run as build users. No udev rule: it lasts until the next boot. */
function enableKvm({ kvm, root: access }) {
    return kvm === 'closed' && access !== 'none'
        ? [(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Enabling KVM', 'chmod', '0666', '/dev/kvm')]
        : [];
}
/** The daemon is a systemd service on a machine with systemd, else our own process. */
function planDaemon(facts, nix) {
    if (!facts.systemd) {
        return (0,_daemon_js__WEBPACK_IMPORTED_MODULE_1__/* .ownProcess */ .oz)(`${nix}/bin`, facts.daemonEnv);
    }
    const units = `${nix}/lib/systemd/system`;
    const why = 'Starting the Nix daemon';
    const { leftUnits = [] } = facts;
    const left = (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Removing the systemd units of a removed Nix', 'rm', '-f', ...leftUnits);
    return {
        start: [
            ...systemdEnvironment(facts),
            ...(leftUnits.length > 0 ? [left] : []),
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'link', `${units}/nix-daemon.service`, `${units}/nix-daemon.socket`),
            (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'systemctl', 'start', 'nix-daemon.socket'),
        ],
        stop: STOP_SERVICE,
    };
}
const DROP_IN = '/run/systemd/system/nix-daemon.service.d';
/** Stops the systemd service. Its unit remains, without the job's environment. */
const STOP_SERVICE = [
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)('Stopping the Nix daemon', 'systemctl', 'stop', 'nix-daemon.socket', 'nix-daemon.service'),
    (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)("Removing the job's proxy settings from the daemon", 'rm', '-f', `${DROP_IN}/nix-ci.conf`),
];
/** A drop-in below /run, so that a proxy of this job does not outlive the next boot. */
function systemdEnvironment({ daemonEnv }) {
    // A percent sign starts a systemd specifier (systemd.unit(5)).
    const lines = Object.entries(daemonEnv).map(([name, value]) => `Environment=${JSON.stringify(`${name}=${value}`).replaceAll('%', '%%')}\n`);
    if (lines.length === 0)
        return [];
    const why = "Passing the job's proxy settings to the daemon";
    return [
        (0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'install', '-d', DROP_IN),
        { ...(0,_host_executor_js__WEBPACK_IMPORTED_MODULE_0__/* .root */ .z)(why, 'tee', `${DROP_IN}/nix-ci.conf`), input: `[Service]\n${lines.join('')}` },
    ];
}


/***/ }),

/***/ 3751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./build/caches/store-cache/place.js
var place = __webpack_require__(7556);
// EXTERNAL MODULE: ./build/host/executor.js
var host_executor = __webpack_require__(1814);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/nix/daemon.js
var nix_daemon = __webpack_require__(7638);
// EXTERNAL MODULE: ./build/nix/gc-roots.js
var gc_roots = __webpack_require__(3768);
// EXTERNAL MODULE: ./build/nix/install/linux.js
var linux = __webpack_require__(2134);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/runner/state.js
var state = __webpack_require__(3866);
;// CONCATENATED MODULE: ./build/nix/left-services.js



/** What a job that ended left to those that still used it. Only root can write it. */
const LEFT = '/nix/var/nix/nix-ci-services.json';
const WRITE = 'umask 022; rm -f "$2"; set -C; printf %s "$1" >"$2"';
/** Leaves the daemon to the other jobs of this machine: the last one stops it. */
async function leaveServices(services, executor) {
    const why = 'Leaving the Nix daemon to another job';
    await executor.one((0,host_executor/* root */.z)(why, '/bin/sh', '-c', WRITE, 'sh', JSON.stringify(services), LEFT));
}
/** What another job left; nothing if there is no such file of root. */
async function leftServices() {
    const stat = await (0,promises_.lstat)(LEFT).catch(() => undefined);
    if (!stat?.isFile() || stat.uid !== 0)
        return {};
    return (0,state/* parseStarted */.N6)(await (0,promises_.readFile)(LEFT, 'utf8').catch(() => '{}'));
}
/** Forgets what was left, once it has been stopped. */
async function forgetLeftServices(executor) {
    await executor.one((0,host_executor/* root */.z)('Forgetting a Nix daemon that has stopped', 'rm', '-f', LEFT));
}

// EXTERNAL MODULE: ./build/nix/netrc.js
var netrc = __webpack_require__(6188);
// EXTERNAL MODULE: ./build/host/process/descendants.js
var descendants = __webpack_require__(1277);
// EXTERNAL MODULE: ./build/lib/format.js
var format = __webpack_require__(177);
// EXTERNAL MODULE: ./build/report/checkpoint.js
var checkpoint = __webpack_require__(3941);
// EXTERNAL MODULE: ./build/steps/leftover-processes.js + 1 modules
var leftover_processes = __webpack_require__(3583);
;// CONCATENATED MODULE: ./build/phases/recover.js




/** The last checkpoint as a report; the step that ran is taken to have lasted until `now`, in milliseconds since 1970. */
function completeReport(data, leftovers, now) {
    const end = (now - data.startedAt.getTime()) / 1000;
    const running = data.steps.find(({ status }) => status === 'cancelled');
    const when = running ? `while ${running.name} was running` : 'before it finished';
    const cleanup = leftovers.length > 0 ? ' Processes that it left running were terminated.' : '';
    return {
        ...data,
        steps: data.steps.map(step => step === running ? { ...step, seconds: (0,format/* round */.LI)(Math.max(0, end - step.start)) } : step),
        leftovers: [...data.leftovers, ...leftovers],
        failureReason: `The action was killed ${when}. Did the machine run out of memory, or did a command kill it?${cleanup} This report covers what had finished.`,
    };
}
/** Terminates what main left running, and reports for it if it was killed. */
async function recoverKilledMain(folders, page, files) {
    const find = () => (0,descendants/* processesTagged */.CL)((0,descendants/* processTag */.qP)(folders.private));
    const data = await (0,checkpoint/* readCheckpoint */.HQ)(folders);
    const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action';
    const found = await find();
    const leftovers = await (0,leftover_processes/* leftoverRecords */.ac)(running, found);
    const remaining = found.length > 0 ? await (0,descendants/* endProcesses */.Hk)(find) : [];
    if (!data) {
        const all = { records: leftovers, detached: leftovers.map(({ pid }) => pid) };
        if (leftovers.length > 0)
            page.warning((0,leftover_processes/* leftoverWarning */._f)(running, all, remaining), 'Left running');
        return;
    }
    const { publishRecovered } = await Promise.all(/* import() */[__webpack_require__.e(306), __webpack_require__.e(741), __webpack_require__.e(525)]).then(__webpack_require__.bind(__webpack_require__, 4306));
    await publishRecovered(completeReport(data, leftovers, Date.now()), folders, page, files);
}

// EXTERNAL MODULE: ./build/runner/environment.js
var environment = __webpack_require__(9294);
// EXTERNAL MODULE: ./build/runner/with-environment.js
var with_environment = __webpack_require__(91);
// EXTERNAL MODULE: ./build/trust/event.js
var trust_event = __webpack_require__(813);
;// CONCATENATED MODULE: ./build/post.js














/**
 * The post phase: pushes what was deferred, stops what main started, removes what must not stay. Never fails the job. Most
 * jobs leave little to do, so what is seldom needed is loaded when it is.
 */
async function post(env, page, files, cancel) {
    const folders = (0,state/* checkedFolders */.Le)((0,with_environment/* stateText */.r9)(env, 'folder'), env.RUNNER_TEMP);
    if (!folders)
        return;
    const { service, mainEndedAt, ...started } = await (0,state/* readStarted */.y7)(folders);
    const daemon = started.daemon ?? (await (0,nix_daemon/* findDaemon */.SL)((0,nix_daemon/* daemonLog */.Ht)(folders.private)));
    const ctx = {
        env: (0,environment/* childEnvironment */.Qc)(env),
        withheld: (0,environment/* withheldNames */.sy)(env),
        folder: folders.private,
        cancel,
        logger: page,
    };
    const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo';
    const executor = new host_executor/* Executor */.Q(asRoot, ctx.env, new AbortController().signal, page);
    const own = { daemon, service };
    let isUsed = true;
    const tasks = [
        () => recoverKilledMain(folders, page, files),
        async () => {
            if (mainEndedAt === undefined)
                return;
            const { pushDeferred } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(174), __webpack_require__.e(846)]).then(__webpack_require__.bind(__webpack_require__, 2846));
            await pushDeferred(mainEndedAt, env, ctx);
        },
        async () => {
            if (!(0,trust_event/* isBaselineRun */.Tc)(await (0,trust_event/* eventOfRun */.fg)(env)))
                return;
            const { uploadTimings } = await Promise.all(/* import() */[__webpack_require__.e(540), __webpack_require__.e(954), __webpack_require__.e(174), __webpack_require__.e(846)]).then(__webpack_require__.bind(__webpack_require__, 2846));
            await uploadTimings(env, ctx);
        },
        async () => {
            isUsed = !(await stopServices(own, folders.private, executor));
        },
        async () => (await (0,netrc/* hasDaemonNetrc */.Lh)()) && (0,netrc/* removeDaemonNetrc */.j_)(executor),
        async () => (0,external_node_fs_.existsSync)((0,place/* rootOwnedPlace */.Tr)(folders.shared)) && (0,place/* removeStoreCache */.eu)(folders.shared, executor),
        () => (0,state/* removePrivate */.Ws)(folders),
        async () => {
            // Jobs that end at the same time have seen each other; by now, the last one sees no other.
            if (isUsed && !(await stopServices(own, folders.private, executor)) && (daemon || service))
                page.notice('Leaving the Nix daemon running: another job on this machine uses it.');
        },
    ];
    for (const task of tasks) {
        await task().catch(error => page.warning(`${(0,errors/* formatError */.Wk)(error)} The job is not affected.`, 'Nix CI: post'));
    }
}
/**
 * Stops our daemon, or systemd's, or the one that another job left; unless a job on this machine still uses the store, which
 * stops it when it ends.
 * @returns false if a job does
 */
async function stopServices(own, runFolder, executor) {
    const isOwn = own.daemon !== undefined || own.service === true;
    if ((await (0,gc_roots/* otherJobs */.L)(runFolder)).length > 0) {
        if (isOwn)
            await leaveServices(own, executor);
        return false;
    }
    const left = await leftServices();
    const { daemon, service } = isOwn ? own : left;
    if (daemon)
        await (0,nix_daemon/* stopDaemon */.ZI)(daemon, executor);
    else if (service)
        await executor.all(linux/* STOP_SERVICE */.r);
    if (left.daemon || left.service)
        await forgetLeftServices(executor);
    return true;
}


/***/ })

};
