export const id = 525;
export const ids = [525];
export const modules = {

/***/ 3938:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S3: () => (/* binding */ totalSeconds),
/* harmony export */   TZ: () => (/* binding */ PLANNED),
/* harmony export */   Vh: () => (/* binding */ isOfOtherSystem),
/* harmony export */   WN: () => (/* binding */ hasFailed),
/* harmony export */   Yx: () => (/* binding */ checkSeconds)
/* harmony export */ });
/** Whether a check is for a system other than `system`: Nix evaluates these (`--all-systems`) but does not build them. */
function isOfOtherSystem(name, system) {
    const target = /^checks\.([^.]+)\./.exec(name)?.[1];
    return target !== undefined && target !== system;
}
/** The seconds of a check that depend on the project: evaluation and build, not downloads. */
function checkSeconds({ evalSeconds, buildSeconds }) {
    return evalSeconds + buildSeconds;
}
/** Seconds from the start of main to the end of the last phase or step. */
function totalSeconds({ phases, steps }) {
    return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0);
}
/** Whether this status fails the run; an allowed failure does not. */
function hasFailed({ status }) {
    return status === 'failure' || status === 'timeout' || status === 'cancelled';
}
/** The reason of a step that a plan does not run. */
const PLANNED = 'plan: true';


/***/ }),

/***/ 1710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ lateBuilds),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   Gi: () => (/* binding */ isFor),
/* harmony export */   Hx: () => (/* binding */ KIND_TRAITS),
/* harmony export */   KE: () => (/* binding */ MAX_DEFAULT_NAME_LENGTH),
/* harmony export */   R6: () => (/* binding */ runsProjectCode),
/* harmony export */   Tc: () => (/* binding */ isBuild),
/* harmony export */   Vh: () => (/* binding */ flakeOf),
/* harmony export */   Z2: () => (/* binding */ defaultName),
/* harmony export */   f3: () => (/* binding */ plainStep),
/* harmony export */   fq: () => (/* binding */ fullName)
/* harmony export */ });
/** The kinds of steps, in the order of docs/steps.md. */
const KIND_TRAITS = {
    'flake-check': { argument: 'flake', builds: true, isPure: true, isDistributed: true },
    build: { argument: 'words', builds: true, isPure: true, isDistributed: true },
    'nix-build': { argument: 'words', builds: true },
    'nix-shell': { argument: 'command', entersShell: true },
    develop: { argument: 'command', entersShell: true },
    run: { argument: 'command' },
    app: { argument: 'program' },
    fmt: { argument: 'program' },
    shell: { argument: 'program' },
    eval: { argument: 'words', isPure: true },
};
const KINDS = Object.keys(KIND_TRAITS);
/** Whether the step runs project code outside the sandbox; a shell without a command does too, in its shellHook. */
function runsProjectCode({ kind }) {
    const { argument } = KIND_TRAITS[kind];
    return argument === 'command' || argument === 'program';
}
/** The flake reference that a `flake-check` checks. */
function flakeOf({ argument }) {
    return argument.trim() || '.';
}
/** The name of a step without the option `name`: `kind`, or `kind: argument` cut to 60 characters. */
function defaultName(kind, argument) {
    return fullName(kind, argument).slice(0, MAX_DEFAULT_NAME_LENGTH);
}
const MAX_DEFAULT_NAME_LENGTH = 60;
/** The default name of a step before it is cut. */
function fullName(kind, argument) {
    const line = argument.trim().split('\n')[0] ?? '';
    return line === '' ? kind : `${kind}: ${line}`;
}
/** A step of this kind with default options, for `steps: auto`. */
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
/** A notice on builds after the first step that runs project code: they run, but are not pushed, and only on this machine. */
function lateBuilds(steps, { pushes, hasBuilders }) {
    if (steps === 'auto' || !(pushes || hasBuilders))
        return [];
    if (hasBuilders && steps.length === 0)
        return ['Remote builders are used only by the steps of this action, and there are none.'];
    const first = steps.findIndex(runsProjectCode);
    const late = first < 0 ? [] : steps.slice(first).filter(isBuild);
    if (late.length === 0)
        return [];
    const names = late.map(({ name }) => name).join(', ');
    const unused = hasBuilders ? 'do not use the remote builders' : '';
    const what = [pushes ? 'are not pushed' : '', unused].filter(Boolean).join(' and ');
    return [
        `Builds after ${steps[first]?.name} ${what}, because it runs project code: ${names}. Move them before it.`,
    ];
}
/** Whether the step builds derivations for their own sake, not as the environment of a command. */
function isBuild({ kind }) {
    return kind === 'flake-check' || kind === 'build' || kind === 'nix-build';
}
/** Whether the option `only` includes this system; an empty list includes all. */
function isFor(only, system) {
    return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`));
}


/***/ })

};
