export const id = 548;
export const ids = [548];
export const modules = {

/***/ 548:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  storeCacheParts: () => (/* binding */ storeCacheParts)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/host/http.js + 1 modules
var host_http = __webpack_require__(9831);
// EXTERNAL MODULE: ./build/lib/errors.js
var errors = __webpack_require__(1469);
// EXTERNAL MODULE: ./build/caches/actions-cache/client.js + 4 modules
var client = __webpack_require__(6544);
;// CONCATENATED MODULE: ./build/caches/store-cache/content/bytes.js
/** A text of ours that somebody else may have written does not have the form that we write. */
class Malformed extends Error {
}
/** The largest number that is written: far more than any size here. */
const MAX_NUMBER = 2 ** 48;
/** Collects numbers and bytes. Numbers are LEB128: 7 bits a byte, the lowest first. */
class ByteWriter {
    #bytes = Buffer.allocUnsafe(1 << 10);
    #length = 0;
    number(value) {
        this.#reserve(8);
        let rest = value;
        for (; rest >= 0x80; rest = Math.floor(rest / 0x80))
            this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
        this.#bytes[this.#length++] = rest;
    }
    bytes(bytes) {
        this.#reserve(bytes.length);
        this.#bytes.set(bytes, this.#length);
        this.#length += bytes.length;
    }
    /** Writes its length too. */
    text(text) {
        const bytes = Buffer.from(text, 'latin1');
        this.number(bytes.length);
        this.bytes(bytes);
    }
    /** Begins anew, in the same memory. */
    clear() {
        this.#length = 0;
    }
    /** What was written. */
    done() {
        return this.#bytes.subarray(0, this.#length);
    }
    #reserve(count) {
        if (this.#length + count <= this.#bytes.length)
            return;
        const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count));
        this.#bytes.copy(larger, 0, 0, this.#length);
        this.#bytes = larger;
    }
}
/** Reads what a {@link ByteWriter} wrote. Each call throws Malformed if the bytes do not have it. */
class ByteReader {
    #bytes;
    #at = 0;
    constructor(bytes) {
        this.#bytes = bytes;
    }
    get isAtEnd() {
        return this.#at === this.#bytes.length;
    }
    /** @param max the largest number that is allowed */
    number(max) {
        let value = 0;
        for (let unit = 1; unit < MAX_NUMBER; unit *= 0x80) {
            const byte = this.#bytes[this.#at++];
            if (byte === undefined)
                throw new Malformed('cut off');
            value += (byte & 0x7f) * unit;
            if (byte < 0x80) {
                if (value > max)
                    throw new Malformed('a number is too large');
                return value;
            }
        }
        throw new Malformed('a number is too long');
    }
    bytes(count) {
        const bytes = this.#bytes.subarray(this.#at, this.#at + count);
        if (bytes.length !== count)
            throw new Malformed('cut off');
        this.#at += count;
        return bytes;
    }
    text(maxLength) {
        return this.bytes(this.number(maxLength)).toString('latin1');
    }
    rest() {
        return this.bytes(this.#bytes.length - this.#at);
    }
}

// EXTERNAL MODULE: ./build/caches/store-cache/keys.js
var store_cache_keys = __webpack_require__(1543);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./build/lib/object.js
var object = __webpack_require__(873);
// EXTERNAL MODULE: ./build/nix/hash.js
var nix_hash = __webpack_require__(3314);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/caches/store-cache/content/cut.js

/** Bytes of a content, except for the last of a file. */
const MIN_CONTENT_BYTES = 16 << 10;
const USUAL_BYTES = 64 << 10;
const MAX_CONTENT_BYTES = 256 << 10;
/** Zero bits at the top of the rolling hash that make a cut: more before the usual size, fewer after it. */
const BITS_BEFORE = 18;
const BITS_AFTER = 14;
/** A random number for each byte, the same everywhere. */
const GEAR = gearTable();
/**
 * Where to cut bytes, found by what they are and not by where they stand: after a change, the cuts behind it are where
 * they were. The method is FastCDC (W. Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for
 * Data Deduplication", USENIX ATC 2016), with its gear hash, its skip of the smallest size and its two masks.
 * @param start where the last cut was; behind it there are {@link MAX_CONTENT_BYTES}, or all that is left
 * @returns the next cut
 */
function nextCut(bytes, start, end) {
    const last = Math.min(end, start + MAX_CONTENT_BYTES);
    const usual = Math.min(last, start + USUAL_BYTES);
    let at = start + MIN_CONTENT_BYTES;
    let hash = 0;
    for (; at < usual; at++) {
        hash = ((hash << 1) + GEAR[bytes[at]]) | 0;
        if (hash >>> (32 - BITS_BEFORE) === 0)
            return at + 1;
    }
    for (; at < last; at++) {
        hash = ((hash << 1) + GEAR[bytes[at]]) | 0;
        if (hash >>> (32 - BITS_AFTER) === 0)
            return at + 1;
    }
    return last;
}
function gearTable() {
    const table = new Int32Array(256);
    for (let byte = 0; byte < 256; byte++)
        table[byte] = (0,external_node_crypto_.createHash)('sha256').update(`gear ${byte}`).digest().readInt32LE();
    return table;
}

;// CONCATENATED MODULE: ./build/caches/store-cache/manifest/format.js





const FIRST_LINE = 'nix-ci store 2\n';
/** Bytes, compressed and not. */
const MAX_MANIFEST_BYTES = 32 << 20;
const MAX_UNPACKED_BYTES = 48 << 20;
const MAX_PACKS = 1000;
const MAX_PATHS = 100_000;
const MAX_NAMES = 300_000;
const MAX_CONTENTS = 400_000;
const MAX_REFERENCES = 10_000;
/** Of all paths together. */
const MAX_USES = 2_000_000;
/** Bytes of contents in a frame, with room for the places of hashes. */
const MAX_FRAME_BYTES = MAX_CONTENT_BYTES * 3;
const MAX_SIZE = 2 ** 40;
const HASH_BYTES = 32;
const NAME_HASH_BYTES = 20;
const HASH_DIGITS = 32;
const NAME = /^[\w+.?=-]{1,211}$/;
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/;
/** The bytes of a manifest. */
function formatManifest({ packs, paths }) {
    const out = new ByteWriter();
    out.bytes(Buffer.from(FIRST_LINE));
    const numbers = writePacks(out, packs);
    const names = new Map();
    const add = (name) => names.has(name) || names.set(name, names.size);
    const nameOf = (path) => path.slice('/nix/store/'.length);
    for (const { path } of paths)
        add(nameOf(path));
    for (const { references, deriver } of paths) {
        for (const name of references)
            add(name);
        if (deriver !== undefined)
            add(deriver);
    }
    out.number(names.size);
    for (const name of names.keys()) {
        out.bytes((0,nix_hash/* fromNixBase32 */.Et)(name.slice(0, HASH_DIGITS)) ?? Buffer.alloc(NAME_HASH_BYTES));
        out.text(name.slice(HASH_DIGITS + 1));
    }
    // The first names are those of the paths.
    out.number(paths.length);
    for (const path of paths)
        writePath(out, path, names, numbers);
    const params = { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: 9 };
    return (0,external_node_zlib_.zstdCompressSync)(out.done(), { params });
}
/** @returns the numbers of contents */
function writePacks(out, packs) {
    const numbers = new Map();
    let next = 0;
    out.number(packs.length);
    for (const { id, bytes, frames } of packs) {
        out.bytes(Buffer.from(id, 'hex'));
        out.number(bytes);
        out.number(frames.length);
        for (const frame of frames) {
            out.number(frame.bytes);
            out.number(frame.contents.length);
            for (const { hash, size } of frame.contents) {
                out.bytes(Buffer.from(hash, 'latin1'));
                out.number(size);
                if (!numbers.has(hash))
                    numbers.set(hash, next);
                next++;
            }
        }
    }
    return numbers;
}
function writePath(out, { narHash, narSize, references, deriver, ca, saved, contents }, names, numbers) {
    out.bytes(narHash);
    out.number(narSize);
    out.number(saved);
    out.number(deriver === undefined ? 0 : (names.get(deriver) ?? 0) + 1);
    out.text(ca ?? '');
    out.number(references.length);
    for (const name of references)
        out.number(names.get(name) ?? 0);
    out.number(contents.length);
    // Most contents stand one behind the other.
    let expected = 0;
    for (const hash of contents) {
        const number = numbers.get(hash) ?? 0;
        const step = number - expected;
        out.number(step >= 0 ? step * 2 : -step * 2 - 1);
        expected = number + 1;
    }
}
/**
 * Reads a manifest by whoever wrote it: every number is checked against what it counts or points to, and no more memory is
 * used than for the largest one that we would write.
 * @throws Malformed
 */
function parseManifest(bytes) {
    const input = new ByteReader(unpack(bytes));
    if (input.bytes(FIRST_LINE.length).toString('latin1') !== FIRST_LINE)
        throw new Malformed('not a manifest of this version');
    const packs = [];
    const contents = [];
    for (let left = input.number(MAX_PACKS); left > 0; left--)
        packs.push(readPack(input, contents));
    if (new Set(packs.map(({ id }) => id)).size < packs.length)
        throw new Malformed('a pack is there twice');
    const names = [];
    for (let left = input.number(MAX_NAMES); left > 0; left--)
        names.push(readName(input));
    const paths = [];
    const budget = { uses: MAX_USES };
    for (let left = input.number(Math.min(MAX_PATHS, names.length)); left > 0; left--)
        paths.push(readPath(input, names[paths.length] ?? '', names, contents, budget));
    if (!input.isAtEnd)
        throw new Malformed('something follows its end');
    if (new Set(paths.map(({ path }) => path.slice(0, 43))).size < paths.length)
        throw new Malformed('a path is there twice');
    return { packs, paths };
}
function unpack(bytes) {
    try {
        return (0,external_node_zlib_.zstdDecompressSync)(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    }
    catch (error) {
        const { code, message } = error;
        throw new Malformed(code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : `not zstd (${message})`);
    }
}
/** @param contents gets the hashes of its contents */
function readPack(input, contents) {
    const id = input.bytes(HASH_BYTES).toString('hex');
    const bytes = input.number(MAX_SIZE);
    const frames = [];
    let inFrames = 0;
    for (let left = input.number(MAX_CONTENTS); left > 0; left--) {
        const frame = readFrame(input, contents);
        inFrames += frame.bytes;
        frames.push(frame);
    }
    if (inFrames !== bytes)
        throw new Malformed('its frames do not fill a pack');
    return { id, bytes, frames };
}
function readFrame(input, contents) {
    const bytes = input.number(MAX_FRAME_BYTES * 2);
    const own = [];
    let size = 0;
    for (let left = input.number(MAX_CONTENTS - contents.length); left > 0; left--) {
        const hash = input.bytes(HASH_BYTES).toString('latin1');
        const content = { hash, size: input.number(MAX_FRAME_BYTES) };
        size += content.size;
        own.push(content);
        contents.push(hash);
    }
    if (own.length === 0)
        throw new Malformed('a frame is empty');
    if (size > MAX_FRAME_BYTES)
        throw new Malformed('a frame is too large');
    return { bytes, contents: own };
}
function readName(input) {
    const hash = (0,nix_hash/* toNixBase32 */.$k)(input.bytes(NAME_HASH_BYTES));
    const name = input.text(255);
    if (!NAME.test(name))
        throw new Malformed('a name is not one of a store path');
    return `${hash}-${name}`;
}
function readPath(input, own, names, contents, budget) {
    const narHash = Buffer.from(input.bytes(HASH_BYTES));
    const narSize = input.number(MAX_SIZE);
    const saved = input.number(MAX_SIZE);
    const deriver = input.number(names.length);
    const ca = input.text(255);
    if (ca !== '' && !CA.test(ca))
        throw new Malformed('a content address is not one');
    const references = [];
    for (let left = input.number(MAX_REFERENCES); left > 0; left--) {
        const name = names[input.number(names.length)];
        if (name === undefined)
            throw new Malformed('a reference is not there');
        references.push(name);
    }
    const ownContents = [];
    let expected = 0;
    for (let left = input.number(MAX_CONTENTS); left > 0; left--) {
        const coded = input.number(2 * MAX_CONTENTS);
        expected += coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2;
        const hash = contents[expected++];
        if (hash === undefined)
            throw new Malformed('a content is not there');
        ownContents.push(hash);
    }
    budget.uses -= references.length + ownContents.length;
    if (budget.uses < 0)
        throw new Malformed('too many references and contents');
    return {
        path: `/nix/store/${own}`,
        ...{ narHash, narSize, references, saved, contents: ownContents },
        ...(0,object/* defined */.s)({ deriver: names[deriver - 1], ca: ca === '' ? undefined : ca }),
    };
}

;// CONCATENATED MODULE: ./build/caches/store-cache/manifest/manifest.js
/** Nothing. */
const EMPTY_MANIFEST = { packs: [], paths: [] };
/** The places of all contents of packs, by their hashes; of one that is there twice, the first. */
function placesOf(packs) {
    const places = new Map();
    for (const pack of packs) {
        let offset = 0;
        for (const frame of pack.frames) {
            const place = { pack, frame, offset };
            for (const { hash } of frame.contents)
                if (!places.has(hash))
                    places.set(hash, place);
            offset += frame.bytes;
        }
    }
    return places;
}
/** The hash of a store path, which names its narinfo. */
function hashOf(path) {
    return path.slice('/nix/store/'.length, '/nix/store/'.length + 32);
}

// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./build/caches/store-cache/packs/ranges.js



const ATTEMPTS = 3;
const RETRY_MS = 300;
/** A pack is not there any more, or its address is not valid any more. */
class PackGone extends Error {
}
/** Whether an error says that what is there is wrong or gone; else it could not be read. */
function isDamage(error) {
    return error instanceof Malformed || error instanceof PackGone;
}
/** The server sends only the whole pack. */
class NoRanges extends Error {
}
/**
 * Reads a part of a pack from the address that the service gave.
 * @param into has the size of the part
 * @throws PackGone, NoRanges, StallError, or Error
 */
async function readRange(http, url, pack, range, into, cancel) {
    return retried(() => readOnce(http, url, pack, range, into, cancel), cancel);
}
/** Tries again what may have failed by chance. @throws PackGone, NoRanges, StallError, or Error with a text for the user */
async function retried(work, cancel) {
    for (let attempt = 1;; attempt++) {
        try {
            return await work();
        }
        catch (error) {
            if (error instanceof PackGone || error instanceof NoRanges || cancel?.aborted)
                throw error;
            // Whoever sends nothing for so long would send nothing the next time.
            if (error instanceof host_http/* StallError */.Xz)
                throw error;
            if (attempt === ATTEMPTS)
                throw new Error((0,host_http/* describeRequestError */.tM)(error));
            await new Promise(resolve => setTimeout(resolve, RETRY_MS * attempt));
        }
    }
}
async function readOnce(http, url, pack, range, into, cancel) {
    const headers = { range: `bytes=${range.from}-${range.to - 1}` };
    const answer = await http.request(url, { headers, cancel });
    const { from, to } = range;
    // A server without ranges sends all of it, which may be what was asked for.
    const isWhole = answer.statusCode === 200 && from === 0 && to === pack.bytes;
    const refusal = isWhole ? undefined : refusalOf(answer, range, pack);
    if (refusal) {
        answer.body.on('error', () => { }).destroy();
        throw refusal;
    }
    let at = 0;
    // An iterator would cost a tenth more.
    answer.body.on('data', (chunk) => {
        if (at + chunk.length > into.length)
            answer.body.destroy(new PackGone('more bytes came than its size'));
        else
            at += chunk.copy(into, at);
    });
    await (0,external_node_stream_promises_.finished)(answer.body);
    if (at !== into.length)
        throw new Error('a part of it is missing');
}
/** Why an answer is of no use. */
function refusalOf({ statusCode: status, headers }, { from, to }, { bytes }) {
    if (status === 200)
        return new NoRanges('the server does not send parts');
    if ([401, 403, 404, 416].includes(status))
        return new PackGone(`the answer was ${status}`);
    if (status !== 206)
        return new Error(`the answer was ${status}`);
    const [, first, last, total = ''] = /^bytes (\d+)-(\d+)\/(\d*)/.exec(String(headers['content-range'])) ?? [];
    if (total !== '' && Number(total) !== bytes)
        return new PackGone('it has another size');
    const isAsked = Number(first) === from && Number(last) === to - 1;
    return isAsked ? undefined : new Error('the server sent another part');
}

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(714);
;// CONCATENATED MODULE: ./build/caches/store-cache/packs/garbage.js


/** Bytes of Buffers after which those that nothing uses are freed. */
const PERIOD_BYTES = 8 << 20;
let freeYoung;
let count = 0;
/**
 * Counts bytes of Buffers that will soon be of no use, and frees such memory now and then. V8, which sees how little their
 * objects take, lets 64 MB of it pile up first.
 */
function countGarbage(bytes) {
    count += bytes;
    if (count < PERIOD_BYTES)
        return;
    count = 0;
    freeYoung ??= collector();
    freeYoung({ type: 'minor' });
}
/** The function `gc`, which Node shows only to those who ask for it. */
function collector() {
    (0,external_node_v8_.setFlagsFromString)('--expose-gc');
    const collect = (0,external_node_vm_.runInNewContext)('gc');
    (0,external_node_v8_.setFlagsFromString)('--no-expose-gc');
    return collect;
}

;// CONCATENATED MODULE: ./build/caches/store-cache/packs/reader.js



/** Bytes between two wanted frames that are read along, and bytes of one request. */
const MAX_GAP_BYTES = 64 << 10;
const MAX_RANGE_BYTES = 2 << 20;
const MAX_REQUESTS = 6;
/** Bytes of packs that are kept, or are being read; and how many of them on a guess. */
const MAX_KEPT_BYTES = 12 << 20;
const MAX_GUESSED_BYTES = 8 << 20;
/** Frames that are kept unpacked because the next path may need them too. */
const MAX_KEPT_FRAMES = 32;
/** The smallest piece that zlib allows. */
const MIN_CHUNK_BYTES = 64;
/** Whether a range gets the memory of the largest one, which can be used again. */
const isLarge = (bytes) => bytes > MAX_RANGE_BYTES / 4;
const isUsed = ({ unused }) => unused.size === 0;
/** Reads contents out of packs: only the parts of them that are asked for, several at once, and few of them in memory. */
class PackReader {
    #source;
    /** The one that was begun first stands first. */
    #fetches = [];
    /** Memory that is free again: V8 would let much of it pile up. */
    #free = [];
    #frames = new Map();
    #kept = 0;
    #running = 0;
    #waiting = [];
    #bytes = 0;
    constructor(source) {
        this.#source = source;
    }
    /** Bytes of packs that were read. */
    get bytes() {
        return this.#bytes;
    }
    /**
     * Starts to read the frames of these places, the first ones first, as far as there is room for them.
     * @param isGuess nobody has asked for them yet
     */
    prefetch(places, isGuess = false) {
        for (const pack of new Set(places.map(place => place.pack))) {
            const missing = places
                .filter(place => place.pack === pack && !this.#find(place))
                .map(({ frame, offset }) => ({ from: offset, to: offset + frame.bytes }));
            for (const range of joined(missing)) {
                const bytes = range.to - range.from;
                if (!this.#makeRoom(bytes, isUsed, isGuess ? MAX_GUESSED_BYTES : MAX_KEPT_BYTES))
                    return;
                const wanted = missing.map(({ from }) => from);
                const unused = wanted.filter(from => from >= range.from && from < range.to);
                this.#fetch(pack, range, unused, isGuess);
            }
        }
    }
    /**
     * Gives the bytes of a content.
     * @param take copies what it needs: the memory is used again
     * @throws Error if they cannot be had, Malformed if they are not what the manifest says
     */
    async content(hash, place, take) {
        const { from, to } = placeInFrame(hash, place.frame);
        if (place.frame.bytes === sizeOf(place.frame))
            return this.#read(place, it => take(it.subarray(from, to)));
        return take((await this.#frame(place)).subarray(from, to));
    }
    /** A frame as it is in its pack. */
    packed(place) {
        return this.#read(place, it => Buffer.from(it));
    }
    /** @param take copies what it needs */
    async #read(place, take) {
        const { pack, frame, offset } = place;
        let fetch = this.#find(place);
        if (!fetch) {
            const { bytes } = frame;
            const isGuess = (it) => it.isGuess;
            for (const mayGo of [isUsed, isGuess, () => true])
                if (this.#makeRoom(bytes, mayGo))
                    break;
            fetch = this.#fetch(pack, { from: offset, to: offset + bytes }, []);
        }
        fetch.unused.delete(offset);
        fetch.awaited++;
        try {
            await fetch.done;
            return take(fetch.buffer.subarray(offset - fetch.from, offset - fetch.from + frame.bytes));
        }
        finally {
            fetch.awaited--;
        }
    }
    /** Ends it, once what is still being read has come. */
    async close() {
        await Promise.allSettled(this.#fetches.map(({ done }) => done));
        this.#fetches = [];
        this.#frames.clear();
    }
    #frame(place) {
        const name = `${place.pack.id} ${place.offset}`;
        const frame = this.#frames.get(name) ?? this.#read(place, it => unpackFrame(it, place.frame));
        // The one that was used last stands last.
        this.#frames.delete(name);
        this.#frames.set(name, frame);
        for (const oldest of this.#frames.keys()) {
            if (this.#frames.size <= MAX_KEPT_FRAMES)
                break;
            this.#frames.delete(oldest);
        }
        return frame;
    }
    #find({ pack, frame, offset }) {
        const to = offset + frame.bytes;
        return this.#fetches.find(it => it.pack === pack && it.from <= offset && it.to >= to);
    }
    #fetch(pack, range, unused, isGuess = false) {
        const bytes = range.to - range.from;
        const buffer = isLarge(bytes)
            ? (this.#free.pop() ?? Buffer.allocUnsafeSlow(MAX_RANGE_BYTES))
            : Buffer.allocUnsafe(bytes);
        const done = this.#limited(() => this.#source(pack, range, buffer.subarray(0, bytes)));
        const state = { isGuess, unused: new Set(unused), awaited: 0, isRead: false };
        const fetch = { pack, ...range, buffer, done, ...state };
        this.#fetches.push(fetch);
        this.#kept += buffer.length;
        // Whoever reads a frame sees the error.
        done.then(() => {
            this.#bytes += bytes;
            fetch.isRead = true;
            countGarbage(bytes);
        }, () => {
            fetch.isRead = true;
        });
        return fetch;
    }
    /** Drops the oldest of what was read and may go. @returns whether there is room now */
    #makeRoom(bytes, mayGo, limit = MAX_KEPT_BYTES) {
        const wanted = isLarge(bytes) ? MAX_RANGE_BYTES : bytes;
        const isTooMuch = () => this.#kept > 0 && this.#kept + wanted > limit;
        for (const fetch of isTooMuch() ? [...this.#fetches] : []) {
            if (!isTooMuch())
                break;
            if (!fetch.isRead || fetch.awaited > 0 || !mayGo(fetch))
                continue;
            this.#fetches = this.#fetches.filter(it => it !== fetch);
            this.#kept -= fetch.buffer.length;
            if (isLarge(fetch.buffer.length))
                this.#free.push(fetch.buffer);
        }
        return !isTooMuch();
    }
    async #limited(work) {
        if (this.#running >= MAX_REQUESTS)
            await new Promise(resolve => this.#waiting.push(resolve));
        this.#running++;
        try {
            return await work();
        }
        finally {
            this.#running--;
            this.#waiting.shift()?.();
        }
    }
}
/**
 * The contents of a frame, one behind the other. One that has the bytes of its contents is not compressed.
 * @throws Malformed if it has other than the bytes that the manifest says; no more are unpacked
 */
function unpackFrame(packed, frame) {
    const size = sizeOf(frame);
    const bytes = packed.length === size ? packed : unpacked(packed, size);
    if (bytes.length !== size)
        throw new Malformed('a frame has another size');
    return bytes;
}
function sizeOf({ contents }) {
    return contents.reduce((sum, it) => sum + it.size, 0);
}
function placeInFrame(hash, { contents }) {
    let from = 0;
    for (const one of contents) {
        if (one.hash === hash)
            return { from, to: from + one.size };
        from += one.size;
    }
    throw new Malformed('a content is not in its frame');
}
/** All at once, and not in the pieces of 16 kB that are usual, each of which would cost more than its bytes. */
function unpacked(packed, size) {
    try {
        const chunkSize = Math.max(MIN_CHUNK_BYTES, size + 1);
        return (0,external_node_zlib_.zstdDecompressSync)(packed, { maxOutputLength: Math.max(1, size), chunkSize });
    }
    catch (error) {
        throw new Malformed(`a frame cannot be unpacked (${error.message})`);
    }
}
/** Ranges without those that overlap or are close, each of some megabytes at most. */
function joined(ranges) {
    const result = [];
    for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
        const last = result.at(-1);
        const to = Math.max(range.to, last?.to ?? 0);
        const isNear = last && range.from - last.to <= MAX_GAP_BYTES;
        if (isNear && to - last.from <= MAX_RANGE_BYTES)
            result[result.length - 1] = { from: last.from, to };
        else if (!last || range.to > last.to)
            result.push(range);
    }
    return result;
}

;// CONCATENATED MODULE: ./build/caches/store-cache/packs/source.js





/** Reads that fail, each tried several times, until no more are tried; one that stalls is enough. */
const MAX_FAILURES = 3;
/**
 * Reads ranges of packs from their URLs; where there are none, or the server does not give ranges, whole packs, which are
 * kept in files.
 * @param urls by the ids of packs
 */
function packSource(urls, options) {
    const { cache, http } = options;
    const files = new Map();
    const fromFile = async (pack, range, into) => {
        const file = files.get(pack.id) ?? wholePack(pack, options);
        files.set(pack.id, file);
        await readFileRange(await file, range, into);
    };
    const fromUrl = async (url, pack, range, into) => {
        try {
            await readRange(http, url, pack, range, into, options.cancel);
        }
        catch (error) {
            if (!(error instanceof NoRanges))
                throw error;
            urls.set(pack.id, '');
            await fromFile(pack, range, into);
        }
    };
    const read = async (pack, range, into) => {
        const url = urls.get(pack.id);
        if (!url)
            return fromFile(pack, range, into);
        try {
            return await fromUrl(url, pack, range, into);
        }
        catch (error) {
            if (!(error instanceof PackGone))
                throw error;
            // Its address may not be valid any more.
            const again = await cache.locate({ name: store_cache_keys/* PACK_NAME */.eb, key: (0,store_cache_keys/* packKey */.l7)(pack) }, http);
            if (again?.kind !== 'hit' || again.url === url)
                throw error;
            urls.set(pack.id, again.url);
            return fromUrl(again.url, pack, range, into);
        }
    };
    let failures = 0;
    let givenUp;
    return async (pack, range, into) => {
        if (givenUp)
            throw givenUp;
        try {
            await read(pack, range, into);
        }
        catch (error) {
            if (!(error instanceof PackGone))
                failures += error instanceof host_http/* StallError */.Xz ? MAX_FAILURES : 1;
            if (failures >= MAX_FAILURES && !givenUp && !options.cancel.aborted) {
                givenUp = error;
                options.onGivenUp(givenUp.message);
            }
            throw error;
        }
    };
}
/** @returns its file */
async function wholePack(pack, { cache, folder }) {
    const own = (0,external_node_path_.join)(folder, pack.id.slice(0, 16));
    await (0,promises_.mkdir)(own);
    const file = (0,external_node_path_.join)(own, store_cache_keys/* PACK_NAME */.eb);
    const key = (0,store_cache_keys/* packKey */.l7)(pack);
    const found = await cache.restore({ file, key, limit: pack.bytes, isRaw: true });
    if (found.kind === 'miss' || found.kind === 'too-big')
        throw new PackGone(found.message);
    if (found.kind !== 'hit')
        throw new Error(found.message);
    if (found.bytes !== pack.bytes)
        throw new PackGone('it has another size');
    return file;
}
async function readFileRange(file, { from }, into) {
    const handle = await (0,promises_.open)(file);
    try {
        const { bytesRead } = await handle.read(into, 0, into.length, from);
        if (bytesRead !== into.length)
            throw new PackGone('it is cut off');
    }
    finally {
        await handle.close();
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./build/caches/store-cache/narinfo.js
var narinfo = __webpack_require__(9318);
;// CONCATENATED MODULE: ./build/caches/store-cache/content/hash.js

/** The address of a content: its SHA-256 in latin1, a short text that is cheap to compare. */
function contentHash(content) {
    return (0,external_node_crypto_.hash)('sha256', content, 'buffer').toString('latin1');
}

;// CONCATENATED MODULE: ./build/caches/store-cache/content/references.js
/** Length of the hash in a store path: 32 digits of Nix's base 32. */
const HASH_LENGTH = 32;
/** Whether a byte is a digit of Nix's base 32. */
const IS_DIGIT = new Uint8Array(256);
for (const digit of '0123456789abcdfghijklmnpqrsvwxyz')
    IS_DIGIT[digit.charCodeAt(0)] = 1;
/** Finds the hashes of known store paths in bytes, as Nix does for references: from the end of each possible place. */
class ReferenceFinder {
    #numbers = new Map();
    /** Whether a hash starts with these two bytes. */
    #starts = new Uint8Array(1 << 16);
    /** @param hashes of 32 digits; the number of each is its place here */
    constructor(hashes) {
        for (const [number, hash] of hashes.entries()) {
            this.#numbers.set(hash, number);
            this.#starts[hash.charCodeAt(0) | (hash.charCodeAt(1) << 8)] = 1;
        }
    }
    /**
     * Calls back for each hash that lies within the bytes from `start` to `end`, the first of those that overlap.
     * @returns up to where no hash can begin
     */
    find(bytes, start, end, found) {
        if (this.#numbers.size === 0)
            return end;
        let at = start;
        // Bytes before it, from `at` on, are digits.
        let known = start;
        while (at + HASH_LENGTH <= end) {
            let last = at + HASH_LENGTH - 1;
            while (last >= known && IS_DIGIT[bytes[last]])
                last--;
            known = at + HASH_LENGTH;
            if (last >= at && !IS_DIGIT[bytes[last]]) {
                at = last + 1;
                continue;
            }
            const number = this.#numberAt(bytes, at);
            if (number === undefined)
                at++;
            else {
                found(at, number);
                at += HASH_LENGTH;
                known = at;
            }
        }
        return at;
    }
    #numberAt(bytes, at) {
        const start = bytes[at] | (bytes[at + 1] << 8);
        if (!this.#starts[start])
            return undefined;
        return this.#numbers.get(bytes.toString('latin1', at, at + HASH_LENGTH));
    }
}

;// CONCATENATED MODULE: ./build/caches/store-cache/content/join.js


/**
 * The bytes of a content as they were in the NAR: the hashes are put back.
 * @param content as NarSplitter emits it, by whoever wrote it; is not changed
 * @param hashes of 32 digits, by their numbers
 * @throws Malformed
 */
function joinContent(content, hashes) {
    const reader = new ByteReader(content);
    const holes = [];
    let at = 0;
    for (let left = reader.number(content.length); left > 0; left--) {
        at += reader.number(content.length);
        const hash = hashes[reader.number(hashes.length)];
        if (!hash)
            throw new Malformed('a reference is not there');
        holes.push({ at, hash });
        at += HASH_LENGTH;
    }
    const bytes = reader.rest();
    if (holes.length === 0)
        return bytes;
    if (at > bytes.length)
        throw new Malformed('a hash has no place');
    const filled = Buffer.from(bytes);
    for (const hole of holes)
        hole.hash.copy(filled, hole.at);
    return filled;
}

;// CONCATENATED MODULE: ./build/caches/store-cache/serve/maker.js







/** Bytes that are hashed and written before other work may run. */
const PAUSE_BYTES = 1 << 20;
/** Contents of a path that are read along. */
const CONTENTS_AHEAD = 256;
/** Makes NARs of contents. Each has the hash that the manifest says, or an error is thrown. */
class NarMaker {
    #reader;
    #places;
    #damaged = new Set();
    constructor(reader, places) {
        this.#reader = reader;
        this.#places = places;
    }
    /** The hashes of contents that are not what they should be, or are gone. */
    get damaged() {
        return this.#damaged;
    }
    /** Where contents are, without those that are in no pack. */
    placesOf(contents) {
        return contents.flatMap(hash => this.#places.get(hash) ?? []);
    }
    /** The paths in the order of their contents in packs, so that what is read together is close. */
    inOrder(paths) {
        const order = new Map([...this.#places.keys()].map((hash, at) => [hash, at]));
        const first = ({ contents }) => contents.reduce((least, hash) => Math.min(least, order.get(hash) ?? 0), order.size);
        const ranked = paths.map(path => ({ path, rank: first(path) }));
        return ranked.toSorted((a, b) => a.rank - b.rank).map(({ path }) => path);
    }
    /** @param nar has the size of the NAR, and is filled with it */
    fill(stored, nar) {
        return this.#orBlamed(stored, () => this.#fill(stored, nar));
    }
    /** @param to appears when it is whole */
    write(stored, to) {
        return this.#orBlamed(stored, () => this.#write(stored, to));
    }
    async #orBlamed(stored, work) {
        try {
            await work();
        }
        catch (error) {
            if (isDamage(error))
                await this.#blame(stored);
            throw error;
        }
    }
    async #fill(stored, nar) {
        const hashes = hashesIn(stored);
        let size = 0;
        for (const hash of stored.contents)
            await this.#content(hash, content => {
                const bytes = joinContent(content, hashes);
                checkRoom(stored, size + bytes.length);
                size += bytes.copy(nar, size);
            });
        checkNar(stored, size, (0,external_node_crypto_.createHash)('sha256').update(nar.subarray(0, size)).digest());
    }
    async #write(stored, to) {
        const file = (0,external_node_fs_.openSync)(`${to}.new`, 'w', 0o644);
        try {
            const hashes = hashesIn(stored);
            const digest = (0,external_node_crypto_.createHash)('sha256');
            let size = 0;
            let pause = PAUSE_BYTES;
            for (const [at, hash] of stored.contents.entries()) {
                await this.#content(hash, content => {
                    const bytes = joinContent(content, hashes);
                    size += bytes.length;
                    checkRoom(stored, size);
                    digest.update(bytes);
                    (0,external_node_fs_.writeSync)(file, bytes);
                });
                if (size < pause)
                    continue;
                pause = size + PAUSE_BYTES;
                this.#reader.prefetch(this.placesOf(stored.contents.slice(at, at + CONTENTS_AHEAD)));
                await (0,external_node_timers_promises_.setImmediate)();
            }
            checkNar(stored, size, digest.digest());
        }
        finally {
            (0,external_node_fs_.closeSync)(file);
        }
        (0,external_node_fs_.renameSync)(`${to}.new`, to);
    }
    #content(hash, take) {
        return this.#reader.content(hash, this.#places.get(hash), take);
    }
    /** Finds the contents by which a path could not be put together. */
    async #blame({ contents }) {
        for (const hash of contents) {
            const isWrong = await this.#content(hash, it => contentHash(it) !== hash).catch(isDamage);
            if (isWrong)
                this.#damaged.add(hash);
        }
    }
}
/** The hashes that contents of a path refer to. */
function hashesIn({ references }) {
    return references.map(name => Buffer.from(name.slice(0, 32), 'latin1'));
}
function checkRoom({ narSize }, size) {
    if (size > narSize)
        throw new Malformed('its contents are more than its NAR');
}
function checkNar({ narSize, narHash }, size, hash) {
    if (size !== narSize || !hash.equals(narHash))
        throw new Malformed('its contents do not make its NAR');
}

;// CONCATENATED MODULE: ./build/caches/store-cache/serve/turns.js
/** Lets only so many work at once. */
class Turns {
    #bytes;
    #buffers = [];
    #waiting = [];
    #left;
    /** @param bytes of the memory of a turn */
    constructor(count, bytes) {
        this.#left = count;
        this.#bytes = bytes;
    }
    async take() {
        if (this.#left === 0)
            await new Promise(resolve => this.#waiting.push(resolve));
        else
            this.#left--;
        let buffer;
        let hasEnded = false;
        return {
            buffer: () => {
                buffer ??= this.#buffers.pop() ?? Buffer.allocUnsafeSlow(this.#bytes);
                return buffer;
            },
            end: () => {
                if (hasEnded)
                    return;
                hasEnded = true;
                if (buffer)
                    this.#buffers.push(buffer);
                const next = this.#waiting.shift();
                if (next)
                    next();
                else
                    this.#left++;
            },
        };
    }
}

;// CONCATENATED MODULE: ./build/caches/store-cache/serve/provider.js










/** Paths that are put together, or are on their way to Nix, at once. */
const MAX_RUNNING = 4;
/** Bytes of a NAR that is put together in memory; a larger one in its file. */
const SMALL_NAR_BYTES = 2 << 20;
/** Bytes of NARs that Nix asked about and that are read along, because it will probably want them. */
const AHEAD_BYTES = 8 << 20;
/** Bytes of NARs that are read together on a guess, and of all that are put together on one. */
const GUESS_BYTES = 4 << 20;
const provider_MAX_GUESSED_BYTES = 512 << 20;
/** Milliseconds of work on a guess, and of a pause after them: what else this process does waits for other threads too. */
const GUESS_WORK_MS = 2;
const GUESS_PAUSE_MS = 1;
/** Puts paths together from contents, in a folder that is a binary cache. Each has the hash that the manifest says, or it is not there. */
class PathProvider {
    folder;
    /** Those of `failed` whose contents may be right, but could not be read. */
    unread = new Set();
    #reader;
    #maker;
    #paths = new Map();
    #byUrl = new Map();
    #asked = new Set();
    #begun = new Set();
    /** Those that nobody has asked for yet. */
    #guessed = new Set();
    /** Those whose NAR is in the folder. */
    #whole = new Set();
    #isGuessing = false;
    #provided = new Map();
    #nars = new Map();
    #failed = new Map();
    #turns = new Turns(MAX_RUNNING, SMALL_NAR_BYTES);
    #isPublic = false;
    #bytes = 0;
    #limit;
    /**
     * @param folder must not exist
     * @param limit bytes of all NARs together
     */
    constructor(folder, { packs, paths }, reader, limit) {
        this.folder = folder;
        this.#reader = reader;
        this.#maker = new NarMaker(reader, placesOf(packs));
        this.#limit = limit;
        for (const path of paths) {
            this.#paths.set(hashOf(path.path), path);
            this.#byUrl.set((0,narinfo/* narUrl */.$4)(path), path);
        }
        makeCache(folder);
    }
    /** The paths that were put together, without those that nobody asked for. */
    get provided() {
        return [...this.#begun].filter(it => !this.#guessed.has(it) && !this.#failed.has(it.path));
    }
    /** Those that Nix can have taken, whether or not this process saw it. */
    get offered() {
        return this.#isPublic ? [...this.#whole, ...this.provided] : this.provided;
    }
    /** Why paths could not be put together. */
    get failed() {
        return this.#failed;
    }
    /** The hashes of contents that are not what they should be, or are gone. */
    get damaged() {
        return this.#maker.damaged;
    }
    /** Has the folder name each path that is whole, for a Nix that reads the folder before it asks. */
    publish() {
        this.#isPublic = true;
        for (const stored of this.#whole)
            this.#name(stored);
    }
    /** What there is to know of a path, which will probably be wanted soon. @param hash in the store path */
    find(hash) {
        const stored = this.#paths.get(hash);
        if (!stored || !this.#whole.has(stored))
            this.endGuess();
        if (!stored)
            return undefined;
        this.#guessed.delete(stored);
        if (!this.#begun.has(stored))
            this.#asked.add(stored);
        return stored;
    }
    /** The file with the NAR of a path, if it is there already. */
    fileOf(stored) {
        return this.#whole.has(stored) ? (0,external_node_path_.join)(this.folder, (0,narinfo/* narUrl */.$4)(stored)) : undefined;
    }
    /** @param url of a NAR, see {@link narUrl} */
    findNar(url) {
        return this.#byUrl.get(url);
    }
    /**
     * The NAR of a path, to be put into the store at once: of a small one there is no file, because nobody needs it again.
     * @returns undefined if it cannot be put together
     */
    async nar(stored) {
        if (stored.narSize > SMALL_NAR_BYTES || this.#provided.has(stored.path)) {
            const isThere = await this.provide(stored);
            return isThere ? { file: (0,external_node_path_.join)(this.folder, (0,narinfo/* narUrl */.$4)(stored)) } : undefined;
        }
        const turn = await this.#turns.take();
        const bytes = turn.buffer().subarray(0, stored.narSize);
        const made = await this.#orFailed(stored, () => this.#make(stored, () => this.#maker.fill(stored, bytes)));
        if (made)
            return { bytes, release: turn.end };
        turn.end();
        return undefined;
    }
    /**
     * Puts paths together, the first ones first, before Nix asks for them, while the machine has little else to do: until Nix
     * asks for one that is not there yet.
     */
    async guess() {
        this.#isGuessing = true;
        let workedSince = performance.now();
        const batches = inBatches(this.#maker.inOrder([...this.#paths.values()]));
        for (const [at, batch] of batches.entries()) {
            const soon = [...batch, ...(batches[at + 1] ?? [])];
            this.#reader.prefetch(soon.flatMap(({ contents }) => this.#maker.placesOf(contents)), true);
            for (const stored of batch) {
                if (!this.#isGuessing || this.#bytes + stored.narSize > provider_MAX_GUESSED_BYTES)
                    return;
                if ((0,external_node_fs_.existsSync)(stored.path))
                    continue;
                if (!this.#begun.has(stored))
                    this.#guessed.add(stored);
                await this.provide(stored);
                if (performance.now() - workedSince < GUESS_WORK_MS)
                    continue;
                await (0,external_node_timers_promises_.setTimeout)(GUESS_PAUSE_MS);
                workedSince = performance.now();
            }
        }
    }
    /** What is being put together is still finished. */
    endGuess() {
        this.#isGuessing = false;
    }
    /** Puts every path together. */
    async provideAll() {
        const all = [...this.#paths.values()];
        for (const path of all)
            this.#asked.add(path);
        await Promise.all(all.map(path => this.provide(path)));
    }
    /** Puts a path together, once. @returns whether its NAR is in the folder, with the right hash */
    provide(stored) {
        const known = this.#provided.get(stored.path);
        if (known)
            return known;
        const done = this.#orFailed(stored, () => this.#provide(stored)).then(it => it === true);
        this.#provided.set(stored.path, done);
        return done;
    }
    /**
     * Moves what was put together and is not in the store to a new binary cache. Steps could write to the folder so far: taken out of it are only
     * files that this process made, under their own names, and what is said of them comes from memory.
     * @param to must not exist
     */
    moveTo(to) {
        makeCache(to);
        for (const stored of this.provided) {
            if ((0,external_node_fs_.existsSync)(stored.path))
                continue;
            const url = (0,narinfo/* narUrl */.$4)(stored);
            const nar = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(this.folder, url), { throwIfNoEntry: false });
            if (nar?.isFile() && nar.size === stored.narSize)
                (0,external_node_fs_.renameSync)((0,external_node_path_.join)(this.folder, url), (0,external_node_path_.join)(to, url));
            else if (!(0,external_node_fs_.existsSync)((0,external_node_path_.join)(to, url)))
                continue;
            writeNarInfo(to, stored);
        }
    }
    async #orFailed(stored, work) {
        try {
            if (!this.#begun.has(stored))
                this.#bytes += stored.narSize;
            this.#begun.add(stored);
            if (this.#bytes > this.#limit)
                throw new Malformed('all paths together are too large');
            return await work();
        }
        catch (error) {
            this.#failed.set(stored.path, (0,errors/* formatError */.Wk)(error));
            if (!isDamage(error))
                this.unread.add(stored.path);
            return undefined;
        }
    }
    async #provide(stored) {
        // Paths with the same NAR share it.
        const url = (0,narinfo/* narUrl */.$4)(stored);
        const to = (0,external_node_path_.join)(this.folder, url);
        const made = this.#nars.get(url) ?? this.#makeFile(stored, to);
        this.#nars.set(url, made);
        await made;
        this.#whole.add(stored);
        if (this.#isPublic)
            this.#name(stored);
        return true;
    }
    #name(stored) {
        try {
            writeNarInfo(this.folder, stored);
        }
        catch {
            // Nix asks then.
        }
    }
    async #makeFile(stored, to) {
        const turn = await this.#turns.take();
        try {
            await this.#make(stored, () => this.#maker.write(stored, to));
        }
        finally {
            turn.end();
        }
    }
    async #make(stored, work) {
        const places = this.#maker.placesOf(stored.contents);
        if (places.length < stored.contents.length)
            throw new Malformed('a content is in no pack');
        this.#reader.prefetch([...places.slice(0, CONTENTS_AHEAD), ...this.#placesAhead(stored)]);
        await work();
        return true;
    }
    /** Where the contents are that are read along. */
    #placesAhead(stored) {
        const places = [];
        this.#asked.delete(stored);
        let bytes = 0;
        for (const next of this.#asked) {
            if (bytes > AHEAD_BYTES)
                break;
            this.#asked.delete(next);
            bytes += next.narSize;
            places.push(...this.#maker.placesOf(next.contents));
        }
        return places;
    }
}
/** Paths together as far as they have no more than some megabytes. */
function inBatches(paths) {
    const batches = [];
    let bytes = GUESS_BYTES;
    for (const path of paths) {
        if (bytes + path.narSize > GUESS_BYTES) {
            batches.push([]);
            bytes = 0;
        }
        bytes += path.narSize;
        batches.at(-1)?.push(path);
    }
    return batches;
}
/** Nix may be reading the folder meanwhile. */
function writeNarInfo(folder, stored) {
    const file = (0,external_node_path_.join)(folder, `${hashOf(stored.path)}.narinfo`);
    (0,external_node_fs_.writeFileSync)(`${file}.new`, (0,narinfo/* formatNarInfo */.Nt)(stored));
    (0,external_node_fs_.renameSync)(`${file}.new`, file);
}
function makeCache(folder) {
    (0,external_node_fs_.mkdirSync)(folder, { mode: 0o755 });
    (0,external_node_fs_.mkdirSync)((0,external_node_path_.join)(folder, 'nar'), { mode: 0o755 });
    (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(folder, 'nix-cache-info'), narinfo/* CACHE_INFO */.qp, { flag: 'wx' });
}

// EXTERNAL MODULE: ./build/caches/store-cache/title.js
var title = __webpack_require__(397);
;// CONCATENATED MODULE: ./build/caches/store-cache/restore.js














/** Seconds without a byte. */
const STALL_S = 30;
/** NARs may have so many times the bytes of the packs: more than zstd and sharing give, less than a bomb. */
const MAX_EXPANSION = 8;
/**
 * Gets the manifest of this job, or the newest for this system, and looks up its packs; nothing of these is read yet. Never
 * throws.
 * @param limit the input `store-cache-size`
 */
async function restoreStore(cache, { job, system }, limit, ctx) {
    const incoming = (0,external_node_path_.join)(ctx.folder, 'store-cache-in');
    const http = (0,host_http/* openHttp */.fb)(STALL_S);
    let key = '';
    try {
        await (0,promises_.mkdir)(incoming, { mode: 0o700 });
        const found = await readManifest(cache, http, { job, system }, incoming, ctx.cancel);
        if (found.kind !== 'found')
            return await end(found);
        key = found.key;
        const manifest = parseManifest(found.bytes);
        const { urls, unseen: hidden } = await locatePacks(cache, http, manifest.packs);
        const { there, lost, unseen } = withPacks(manifest, urls, hidden);
        const closing = new AbortController();
        const cancel = AbortSignal.any([ctx.cancel, closing.signal]);
        const onGivenUp = (why) => ctx.logger.warning(`Gave up on packs of the store cache: ${why}. What is still needed of them is built.`, title/* STORE_CACHE_TITLE */.u);
        const options = { cache, http, folder: incoming, cancel, onGivenUp };
        const reader = new PackReader(packSource(urls, options));
        const folder = (0,external_node_path_.join)(ctx.folder, 'store-cache');
        const provider = new PathProvider(folder, there, reader, limit * MAX_EXPANSION);
        ctx.logger.debug(`${key}: ${there.paths.length} paths in ${there.packs.length} packs`);
        const close = async () => {
            provider.endGuess();
            closing.abort();
            http.close();
            await reader.close();
            await (0,promises_.rm)(incoming, { recursive: true, force: true });
        };
        return { kind: 'found', key, manifest: there, lost, unseen, provider, reader, close };
    }
    catch (error) {
        const heals = error instanceof Malformed;
        const why = heals ? `its entry ${key} is damaged: ${error.message}.` : (0,errors/* formatError */.Wk)(error);
        return await end({ kind: 'off', why, isTrouble: true, heals, key });
    }
    async function end(result) {
        http.close();
        await (0,promises_.rm)(incoming, { recursive: true, force: true }).catch(() => { });
        return result;
    }
}
function phaseStatus(restored) {
    if (restored.kind !== 'off')
        return 'success';
    return restored.isTrouble ? 'failure' : 'skipped';
}
async function readManifest(cache, http, { job, system }, folder, cancel) {
    const wanted = { key: job, restoreKeys: [system] };
    const located = await cache.locate({ name: store_cache_keys/* MANIFEST_NAME */.ir, ...wanted }, http);
    if (located?.kind === 'miss')
        return { kind: 'miss' };
    if (located?.kind === 'hit') {
        const bytes = await readWhole(http, located.url, cancel);
        return { kind: 'found', key: located.key, bytes };
    }
    const file = (0,external_node_path_.join)(folder, store_cache_keys/* MANIFEST_NAME */.ir);
    const found = located ?? (await cache.restore({ file, ...wanted, limit: MAX_MANIFEST_BYTES, isRaw: true }));
    if (found.kind === 'miss')
        return { kind: 'miss' };
    if (found.kind === 'hit')
        return { kind: 'found', key: found.key, bytes: await (0,promises_.readFile)(file) };
    const isTrouble = (0,client/* isCacheTrouble */.Ep)(found);
    const heals = found.kind === 'too-big';
    return { kind: 'off', why: found.message, isTrouble, heals, isOutage: (0,client/* isOutage */.uD)(found) };
}
async function readWhole(http, url, cancel) {
    const read = async () => {
        const { statusCode, body } = await http.request(url, { cancel });
        if (statusCode !== 200) {
            await (0,host_http/* discard */.vf)(body);
            throw new Error(`the answer was ${statusCode}`);
        }
        const chunks = [];
        let bytes = 0;
        for await (const chunk of body) {
            bytes += chunk.length;
            if (bytes > MAX_MANIFEST_BYTES)
                throw new Error('it is too large');
            chunks.push(chunk);
        }
        return Buffer.concat(chunks);
    };
    return retried(read, cancel).catch(error => {
        throw new Error(`its entry in GitHub's cache cannot be read (${(0,errors/* formatError */.Wk)(error)}).`);
    });
}
/** @returns the URL of each pack that is there, empty if the service gives none; and packs of which it did not say it */
async function locatePacks(cache, http, packs) {
    const urls = new Map();
    const unseen = new Set();
    const look = async (pack) => {
        const wanted = { name: store_cache_keys/* PACK_NAME */.eb, key: (0,store_cache_keys/* packKey */.l7)(pack) };
        const located = (await cache.locate(wanted, http)) ?? (await cache.lookup(wanted));
        if (located.kind === 'hit')
            urls.set(pack.id, 'url' in located ? located.url : '');
        else if (located.kind !== 'miss')
            unseen.add(pack);
    };
    await Promise.all(packs.map(look));
    return { urls, unseen };
}
/** What of a manifest can be had, what is gone, and what may be there. */
function withPacks({ packs, paths }, urls, hidden) {
    const present = packs.filter(({ id }) => urls.has(id));
    const places = placesOf(present);
    const possible = placesOf(packs.filter(it => urls.has(it.id) || hidden.has(it)));
    const isThere = ({ contents }) => contents.every(hash => places.has(hash));
    const mayBe = ({ contents }) => contents.every(hash => possible.has(hash));
    const others = paths.filter(path => !isThere(path));
    return {
        there: { packs: present, paths: paths.filter(isThere) },
        lost: others.filter(path => !mayBe(path)),
        unseen: { packs: [...hidden], paths: others.filter(mayBe) },
    };
}

// EXTERNAL MODULE: ./build/lib/json.js
var json = __webpack_require__(292);
;// CONCATENATED MODULE: ./build/caches/store-cache/inputs.js




const MAX_LOCK_LENGTH = 4 << 20;
/**
 * The store paths of a flake's locked inputs, which Nix searches in caches before it fetches them; inputs without a hash
 * (old locks, relative paths) are left out.
 * @param text of a `flake.lock`
 */
function inputPaths(text) {
    const nodes = Object.values((0,json/* asMap */.$H)((0,json/* parseJson */.qF)(text)?.nodes) ?? {});
    const hashes = nodes.flatMap(node => (0,json/* asMap */.$H)((0,json/* asMap */.$H)(node)?.locked)?.narHash ?? []);
    return [...new Set(hashes)].flatMap(hash => (0,nix_hash/* sourcePath */.Z3)(String(hash)) ?? []);
}
/**
 * The locked inputs of the flakes in these folders. A cold runner fetches them all before it evaluates anything, which is
 * slow even without a network: a tree of 40,000 files (52 MB as tar.gz) from a server on the same machine took Nix 2.8
 * 16.5 s and Nix 2.26 96 s; from the store cache it took 5.8 s and 14 s, for 38 MB of the entry. Keeping ~/.cache/nix
 * instead took 67 MB and about the same time with Nix 2.26, and did not help Nix 2.8; and no hash protects it.
 * Nix 2.35 (40,000 files, 6.3 MB as tar.gz) took 7.2 s to fetch them, 2.4 s from 7.5 MB of the entry, and 0.1 s from
 * 15 MB of ~/.cache/nix; but Nix trusts that cache unchecked, and checks a store path.
 * The evaluation cache is keyed by the commit, so a new commit finds nothing in it.
 */
async function lockedInputs(folders) {
    const flakes = [];
    const inputs = [];
    for (const folder of folders) {
        const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, 'flake.lock'), 'utf8').catch(() => '');
        const paths = text.length <= MAX_LOCK_LENGTH ? inputPaths(text) : [];
        if (paths.length > 0)
            flakes.push(folder);
        inputs.push(...paths);
    }
    return { flakes, inputs: [...new Set(inputs)] };
}

;// CONCATENATED MODULE: ./build/caches/store-cache/selection.js
/**
 * Chooses the paths of the next manifest. A usable path that was not needed this time is kept, because the next change of
 * a source may need it. If they do not all fit, what is there and usable goes before what is new, or each run would replace
 * what the last one had uploaded; then comes what is not used, and of each the newest.
 */
function selectKept(candidates) {
    const { restored, built, usable, sweep, places, own, limit } = candidates;
    const fresh = new Set(built.map(({ path }) => path));
    const old = restored.filter(({ path }) => !fresh.has(path) && (!sweep || usable.has(path)));
    const rank = ({ path }) => (fresh.has(path) ? 1 : usable.has(path) ? 0 : 2);
    const ranked = [...built, ...old].toSorted((a, b) => rank(a) - rank(b) || b.saved - a.saved || a.path.localeCompare(b.path));
    const kept = [];
    const leftOut = [];
    const live = new Set(own.flatMap(({ frames }) => frames));
    let remaining = limit - sum(own.map(({ bytes }) => bytes));
    for (const path of ranked) {
        const frames = framesOf(path, places);
        if (!frames)
            continue;
        const more = [...frames].filter(frame => !live.has(frame));
        const bytes = sum(more.map(it => it.bytes));
        if (bytes > remaining) {
            leftOut.push(path);
            continue;
        }
        remaining -= bytes;
        for (const frame of more)
            live.add(frame);
        kept.push(path);
    }
    return { kept, leftOut, live };
}
/** Bytes of the frames that paths need. */
function bytesNeeded(paths, places) {
    const frames = new Set(paths.flatMap(path => [...(framesOf(path, places) ?? [])]));
    return sum([...frames].map(({ bytes }) => bytes));
}
function framesOf({ contents }, places) {
    const frames = new Set();
    for (const hash of contents) {
        const place = places.get(hash);
        if (!place)
            return undefined;
        frames.add(place.frame);
    }
    return frames;
}
/** More packs than this are made fewer: each is looked up by every job. */
const selection_MAX_PACKS = 18;
const FEW_PACKS = 9;
/** A smaller pack is not worth writing anew. */
const MIN_REWRITTEN_BYTES = 1 << 20;
/**
 * Chooses what becomes of packs. One of which nothing is named is not named either. What is named of a pack is written anew
 * if that is less than half of it; of the smallest ones if there are more than 18; and of those with the most that is not
 * named for as long as all packs together are larger than the limit.
 * @param own packs of this run, which stay
 */
function planPacks(packs, live, limit, own) {
    const liveOf = new Map(packs.map(pack => [pack, sum(pack.frames.filter(it => live.has(it)).map(it => it.bytes))]));
    const bytesIn = (pack) => liveOf.get(pack) ?? 0;
    const deadIn = (pack) => pack.bytes - bytesIn(pack);
    const used = packs.filter(pack => bytesIn(pack) > 0);
    const rewritten = new Set(used.filter(pack => !own.has(pack) && pack.bytes >= MIN_REWRITTEN_BYTES && deadIn(pack) > bytesIn(pack)));
    const rest = () => used.filter(pack => !rewritten.has(pack));
    const olds = () => rest().filter(pack => !own.has(pack));
    if (rest().length > selection_MAX_PACKS) {
        const smallest = olds().toSorted((a, b) => bytesIn(a) - bytesIn(b));
        for (const pack of smallest.slice(0, rest().length - FEW_PACKS))
            rewritten.add(pack);
    }
    const total = () => sum(rest().map(it => it.bytes)) + sum([...rewritten].map(bytesIn));
    const wasteful = olds().toSorted((a, b) => deadIn(b) - deadIn(a));
    for (const pack of wasteful.filter(it => deadIn(it) > 0)) {
        if (total() <= limit)
            break;
        rewritten.add(pack);
    }
    return { named: rest(), rewritten: [...rewritten] };
}
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

// EXTERNAL MODULE: ./build/caches/store-cache/words.js
var words = __webpack_require__(6830);
// EXTERNAL MODULE: ./build/nix/nar.js
var nar = __webpack_require__(1001);
;// CONCATENATED MODULE: ./build/caches/store-cache/content/split.js



/** Bytes that wait for a cut, and as much again. */
const WINDOW_BYTES = 1 << 20;
/**
 * Splits a NAR into contents. The hash of each reference is zeroed, so that a path whose references have only other names
 * has the same contents. A file of {@link MIN_CONTENT_BYTES} and more is cut off from what surrounds it, smaller ones stay
 * with the structure around them, and both are cut where {@link nextCut} says, but never within a hash.
 *
 * A content is the number of hashes that were taken out of it, for each the bytes since the end of the one before and the
 * number of its reference, and then its bytes.
 */
class NarSplitter {
    #emit;
    #finder;
    #content = new ByteWriter();
    #window = Buffer.allocUnsafe(WINDOW_BYTES);
    /** Where the bytes begin that are in no content yet, from where hashes are still to be looked for, and the end. */
    #start = 0;
    #searched = 0;
    #end = 0;
    /** Hashes in the window that are in no content yet: places and numbers. */
    #holes = [];
    /** References by their numbers in contents: in the order in which they occur, which other names do not change. */
    #seen = new Map();
    #isInFile = false;
    /**
     * @param hashes of the references
     * @param emit takes each content in order; its memory is that of the next one
     */
    constructor(hashes, emit) {
        this.#finder = new ReferenceFinder(hashes);
        this.#emit = emit;
    }
    /** @param fileSize if these are contents of a file, the bytes of the whole file */
    write(bytes, fileSize = 0) {
        const isInFile = fileSize >= MIN_CONTENT_BYTES;
        if (isInFile !== this.#isInFile)
            this.#cutAll();
        this.#isInFile = isInFile;
        for (let done = 0; done < bytes.length;) {
            if (this.#end === WINDOW_BYTES)
                this.#moveUp();
            const count = bytes.copy(this.#window, this.#end, done);
            this.#end += count;
            done += count;
            this.#search();
            while (this.#searched - this.#start >= MAX_CONTENT_BYTES)
                this.#cut(this.#searched);
        }
    }
    /** @returns the indexes of the references that occur; their place here is their number in contents */
    end() {
        this.#cutAll();
        return [...this.#seen.keys()];
    }
    #search() {
        this.#searched = this.#finder.find(this.#window, this.#searched, this.#end, (at, index) => {
            if (!this.#seen.has(index))
                this.#seen.set(index, this.#seen.size);
            this.#holes.push({ at, number: this.#seen.get(index) ?? 0 });
            this.#window.fill(0, at, at + HASH_LENGTH);
        });
    }
    #cutAll() {
        this.#searched = this.#end;
        while (this.#start < this.#end)
            this.#cut(this.#end);
    }
    /** Emits the bytes up to the next cut. @param end of the bytes in which hashes have been looked for */
    #cut(end) {
        let cut = nextCut(this.#window, this.#start, end);
        const after = this.#holes.findIndex(({ at }) => at >= cut);
        const holes = this.#holes.splice(0, after < 0 ? this.#holes.length : after);
        const last = holes.at(-1);
        if (last)
            cut = Math.max(cut, last.at + HASH_LENGTH);
        const content = this.#content;
        content.clear();
        content.number(holes.length);
        let from = this.#start;
        for (const { at, number } of holes) {
            content.number(at - from);
            content.number(number);
            from = at + HASH_LENGTH;
        }
        content.bytes(this.#window.subarray(this.#start, cut));
        this.#start = cut;
        this.#emit(content.done());
    }
    #moveUp() {
        this.#window.copyWithin(0, this.#start, this.#end);
        for (const [index, { at, number }] of this.#holes.entries())
            this.#holes[index] = { at: at - this.#start, number };
        this.#searched -= this.#start;
        this.#end -= this.#start;
        this.#start = 0;
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/caches/store-cache/packs/writer.js






const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
/** Bytes of contents that are compressed together: many small ones pack well, and one path needs little more than its own. */
const FRAME_BYTES = 256 << 10;
/** More than a frame has, even if it is one large content. */
const BUFFER_BYTES = FRAME_BYTES * 2;
/** A window larger than a frame would only take memory. */
const PARAMETERS = { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: 3, [external_node_zlib_.constants.ZSTD_c_windowLog]: 19 };
/** Part of its bytes to which a frame must shrink; else it stays as it is, and is read without work. */
const WORTH_PACKING = 0.97;
/** Frames that are compressed at once or wait to be written. */
const MAX_PENDING_FRAMES = 2;
/** Bytes of the first pack. It is small, and so uploaded early; each later one has twice as many. */
const FIRST_PACK_BYTES = 16e6;
const MIN_FULL_PACK_BYTES = 32e6;
/** With packs that grow to this part of the limit, 19 hold all of it, whatever it is. */
const FULL_PACK_SHARE = 14;
/**
 * Bytes at which a pack is full.
 * @param limit the input `store-cache-size`
 * @param count packs before it
 */
function packBytesFor(limit, count) {
    const full = Math.max(MIN_FULL_PACK_BYTES, Math.ceil(limit / FULL_PACK_SHARE));
    return Math.min(full, FIRST_PACK_BYTES * 2 ** count);
}
/**
 * Bytes below which a content is kept apart from larger ones: what surrounds files is the same in many paths, and should
 * not keep anything else alive, nor have it read.
 */
const SMALL_BYTES = 4 << 10;
/** Fills packs with contents, in frames that are compressed in the background. */
class PackWriter {
    #folder;
    #packBytes;
    #onPack;
    #small = openFrame();
    #large = openFrame();
    /** Memory of frames, to be used again: V8 would let much of it pile up. */
    #free = [];
    #pack;
    #packs = 0;
    #pending = 0;
    #written = 0;
    #unwritten = 0;
    #tail = Promise.resolve();
    /**
     * @param folder for the files; exists
     * @param packBytes at which a pack is full, by the number of those before it
     * @param onPack takes each pack that is full, and its file
     */
    constructor(folder, packBytes, onPack) {
        this.#folder = folder;
        this.#packBytes = packBytes;
        this.#onPack = onPack;
    }
    /** Bytes of all packs; what is not compressed yet counts with all its bytes. */
    get bytes() {
        return this.#written + this.#unwritten;
    }
    /** Adds a content, of which it keeps a copy. @param hash in latin1 */
    add(hash, content) {
        const open = content.length < SMALL_BYTES ? this.#small : this.#large;
        if (open.bytes > 0 && open.bytes + content.length > FRAME_BYTES)
            this.#endFrame(open);
        open.contents.push({ hash, size: content.length });
        content.copy(open.buffer, open.bytes);
        open.bytes += content.length;
        this.#unwritten += content.length;
    }
    /** Adds a frame of another pack as it is. */
    addFrame(frame, packed) {
        this.#unwritten += packed.length;
        this.#append(frame.contents, packed.length, Promise.resolve(packed));
    }
    /** Waits until there is room for more. @throws Error if a file could not be written */
    async drain() {
        while (this.#pending > MAX_PENDING_FRAMES)
            await this.#tail;
    }
    /** Ends the last frames and the pack. */
    async end() {
        this.#endFrame(this.#large);
        this.#endFrame(this.#small);
        await this.#tail;
        this.#endPack();
    }
    #endFrame(open) {
        if (open.bytes === 0)
            return;
        const { contents, buffer, bytes } = open;
        const raw = buffer.subarray(0, bytes);
        const packed = compress(raw, optionsFor(raw)).then(it => smaller(it, raw));
        this.#append(contents, bytes, packed, buffer);
        Object.assign(open, openFrame(this.#free.pop()));
    }
    /** @param buffer is free again once the frame is written */
    #append(contents, unwritten, packed, buffer) {
        this.#pending++;
        const before = this.#tail;
        this.#tail = (async () => {
            const bytes = await packed;
            await before;
            this.#write(contents, bytes);
            if (buffer)
                this.#free.push(buffer);
            this.#pending--;
            this.#count(unwritten, bytes.length);
            countGarbage(bytes.length);
        })();
        // Whoever waits sees the error.
        this.#tail.catch(() => { });
    }
    #write(contents, packed) {
        this.#pack ??= this.#open();
        const pack = this.#pack;
        this.#place(pack, contents, packed);
        if (pack.bytes < this.#packBytes(this.#packs - 1))
            return;
        // What surrounds the files of this pack goes with them.
        const { contents: small, buffer, bytes } = this.#small;
        if (bytes > 0) {
            const raw = buffer.subarray(0, bytes);
            const packed = smaller((0,external_node_zlib_.zstdCompressSync)(raw, optionsFor(raw)), raw);
            this.#count(bytes, this.#place(pack, small, packed));
            Object.assign(this.#small, openFrame(buffer));
        }
        this.#endPack();
    }
    /** @returns the bytes of the frame */
    #place(pack, contents, packed) {
        for (let done = 0; done < packed.length;)
            done += (0,external_node_fs_.writeSync)(pack.descriptor, packed, done, packed.length - done);
        pack.hash.update(packed);
        pack.bytes += packed.length;
        pack.frames.push({ bytes: packed.length, contents });
        return packed.length;
    }
    #count(unwritten, written) {
        this.#unwritten -= unwritten;
        this.#written += written;
    }
    #open() {
        const file = (0,external_node_path_.join)(this.#folder, `pack-${this.#packs++}`);
        const descriptor = (0,external_node_fs_.openSync)(file, 'wx', 0o600);
        return { file, descriptor, hash: (0,external_node_crypto_.createHash)('sha256'), frames: [], bytes: 0 };
    }
    #endPack() {
        if (!this.#pack)
            return;
        const { file, descriptor, hash, frames, bytes } = this.#pack;
        (0,external_node_fs_.closeSync)(descriptor);
        this.#pack = undefined;
        this.#onPack({ file, id: hash.digest('hex'), bytes, frames });
    }
}
function openFrame(buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES)) {
    return { contents: [], buffer, bytes: 0 };
}
/** With room for all that comes out: in the pieces of 16 kB that are usual, each piece costs more than its bytes. */
function optionsFor(raw) {
    return { params: PARAMETERS, chunkSize: raw.length + (raw.length >> 8) + 1024 };
}
function smaller(packed, raw) {
    return packed.length < WORTH_PACKING * raw.length ? packed : raw;
}

// EXTERNAL MODULE: ./build/caches/actions-cache/answers.js
var answers = __webpack_require__(2466);
;// CONCATENATED MODULE: ./build/caches/store-cache/save/entry.js


/** Seconds between looks for an entry that another job is making. */
const WAITS_S = [0, 1, 2];
/**
 * Saves a raw entry under the first of several keys that is free. GitHub's cache keeps a key reserved for an upload that was
 * never finished, for a day or for good (issues 144 and 1612 of actions/cache): nothing is found under it, and nothing can
 * be saved.
 * @param keys for the same bytes; the last is free in any case
 */
async function saveEntry(cache, { file, name }, keys, cancel) {
    for (const [at, key] of keys.entries()) {
        const saved = await cache.save({ file, name, key, isRaw: true });
        if (saved.kind !== 'exists')
            return { ...saved, at };
        for (const seconds of at === 0 ? WAITS_S : []) {
            await (0,external_node_timers_promises_.setTimeout)(seconds * 1000, undefined, { signal: cancel }).catch(() => { });
            for (const [other, key] of keys.slice(0, -1).entries()) {
                const found = await cache.lookup({ name, key });
                if (found.kind === 'hit')
                    return { ...saved, at: other };
                // A run that may not read cannot know better.
                if (found.kind === 'refused')
                    return { ...saved, at };
            }
            if (cancel.aborted)
                break;
        }
    }
    return { ...(0,answers/* broken */.mw)('no key is free'), at: 0 };
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save/uploads.js




/** Entries that a job makes at most: these packs, and a manifest. */
const MAX_PACKS_PER_JOB = 19;
/** Saves packs one after the other, in the background. After one that could not be saved, nothing more is tried. */
class PackUploads {
    #cache;
    #cancel;
    #isDamaged;
    #there = new Map();
    #trouble;
    #count = 0;
    #bytes = 0;
    #tail = Promise.resolve();
    /** @param isDamaged whether the entry of a pack holds something else, which nothing can replace */
    constructor(cache, cancel, isDamaged = () => false) {
        this.#cache = cache;
        this.#cancel = cancel;
        this.#isDamaged = isDamaged;
    }
    /** The packs that are there. */
    get there() {
        return [...this.#there.values()];
    }
    get trouble() {
        return this.#trouble;
    }
    /** Bytes that were uploaded. */
    get bytes() {
        return this.#bytes;
    }
    /** Whether another pack may be saved. */
    get hasRoom() {
        return this.#count < MAX_PACKS_PER_JOB && !this.#trouble;
    }
    /** Saves a pack, and removes its file. */
    add(pack) {
        const hasRoom = this.hasRoom;
        this.#count++;
        this.#tail = this.#tail
            .then(async () => {
            if (hasRoom && !this.#trouble)
                await this.#save(pack);
            await (0,promises_.rm)(pack.file, { force: true });
        })
            .catch(error => {
            this.#trouble ??= { message: String(error), isTrouble: true, isOutage: false };
        });
    }
    /** Waits for all of them. */
    async done() {
        await this.#tail;
    }
    async #save({ id, file, bytes, frames }) {
        const ids = (0,store_cache_keys/* packIds */.KV)(id, this.#isDamaged);
        const keys = ids.map(id => (0,store_cache_keys/* packKey */.l7)({ id }));
        const saved = await saveEntry(this.#cache, { file, name: store_cache_keys/* PACK_NAME */.eb }, keys, this.#cancel);
        if (saved.kind === 'saved' || saved.kind === 'exists') {
            const there = { id: ids[saved.at] ?? id, bytes, frames };
            this.#there.set(there.id, there);
            if (saved.kind === 'saved')
                this.#bytes += bytes;
        }
        else
            this.#trouble = {
                message: saved.message,
                isTrouble: (0,client/* isCacheTrouble */.Ep)(saved),
                isOutage: (0,client/* isOutage */.uD)(saved),
            };
    }
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save/packer.js














/** Bytes that are read and split before other work may run. */
const packer_PAUSE_BYTES = 1 << 20;
const READ_BYTES = 256 << 10;
/**
 * Packs paths of the store, and uploads each pack that is full, in the background. A content that the restored packs have
 * is not packed again.
 */
class PathPacker {
    uploads;
    #ctx;
    #folder;
    #writer;
    #isThere;
    /** Hashes of contents that this run packed. */
    #known = new Set();
    #packed = new Map();
    #offered = new Set();
    #leftOut = new Set();
    /** Bytes that own packs may have. */
    #room;
    #isRoomFinal = false;
    #shared = Buffer.allocUnsafe(READ_BYTES);
    #work = Promise.resolve();
    #waiting = 0;
    #error;
    #isStopped = false;
    /**
     * @param isThere whether a restored pack has a content
     * @param isDamaged whether the entry of a restored pack, by its id, holds something else
     * @param limit the input `store-cache-size`
     * @param kept bytes of it that are left to what was restored, as long as it may all be in use
     */
    constructor(cache, isThere, isDamaged, { limit, kept }, ctx) {
        this.#ctx = ctx;
        this.#folder = (0,external_node_path_.join)(ctx.folder, 'store-cache-out');
        (0,external_node_fs_.mkdirSync)(this.#folder, { mode: 0o700 });
        this.#isThere = isThere;
        this.#room = limit - kept;
        this.uploads = new PackUploads(cache, ctx.cancel, isDamaged);
        const packBytes = (count) => packBytesFor(limit, count);
        this.#writer = new PackWriter(this.#folder, packBytes, pack => this.uploads.add(pack));
    }
    get writer() {
        return this.#writer;
    }
    /** The paths that were packed, whether their packs are there already or not. */
    get packed() {
        return [...this.#packed.values()];
    }
    /** Paths for which there was no room. */
    get leftOut() {
        return this.#leftOut;
    }
    /** Why not everything was packed. */
    get error() {
        return this.#error;
    }
    /** Whether no path waits to be packed. */
    get isIdle() {
        return this.#waiting === 0;
    }
    /** Whether a path was given before. */
    has(path) {
        return this.#offered.has(path);
    }
    /** Sets the bytes that own packs may have, once it is known what of the restored ones is in use. */
    setRoom(bytes) {
        this.#room = bytes;
        this.#isRoomFinal = true;
    }
    /** Packs paths, after those that wait. One for which there is no room yet does not count as given. */
    offer(infos) {
        const fresh = infos.filter(({ path }) => !this.#offered.has(path));
        for (const { path } of fresh)
            this.#offered.add(path);
        this.#waiting += fresh.length;
        this.#work = this.#work.then(async () => {
            for (const info of fresh) {
                this.#waiting--;
                if (this.#isEnding || this.uploads.trouble)
                    continue;
                if (!this.uploads.hasRoom || this.#writer.bytes + info.narSize > this.#room) {
                    if (this.#isRoomFinal)
                        this.#leftOut.add(info.path);
                    else
                        this.#offered.delete(info.path);
                    continue;
                }
                // One that cannot be read is built by the next job.
                await this.#pack(info).catch(error => {
                    this.#error ??= `${(0,external_node_path_.basename)(info.path)}: ${(0,errors/* formatError */.Wk)(error)}`;
                });
            }
        });
    }
    /** Waits until everything is packed; after so many seconds the rest is not. */
    async settled(seconds) {
        const timer = setTimeout(() => {
            this.#isStopped = true;
        }, seconds * 1000);
        await this.#work;
        clearTimeout(timer);
    }
    /** Ends the last pack, and waits for its upload. */
    async finish() {
        await this.#work;
        await this.#writer.end();
        await this.uploads.done();
    }
    async close() {
        await this.#work;
        await (0,promises_.rm)(this.#folder, { recursive: true, force: true });
    }
    get #isEnding() {
        return this.#isStopped || this.#ctx.cancel.aborted;
    }
    async #pack(info) {
        const { path, narSize, references, deriver, ca } = info;
        const contents = [];
        const splitter = new NarSplitter(references.map(hashOf), content => {
            const hash = contentHash(content);
            contents.push(hash);
            if (this.#known.has(hash) || this.#isThere(hash))
                return;
            this.#known.add(hash);
            this.#writer.add(hash, content);
        });
        const digest = (0,external_node_crypto_.createHash)('sha256');
        let size = 0;
        let pause = packer_PAUSE_BYTES;
        for (const { bytes, fileSize } of (0,nar/* narParts */.of)(path, this.#shared)) {
            digest.update(bytes);
            splitter.write(bytes, fileSize);
            size += bytes.length;
            if (size < pause)
                continue;
            pause = size + packer_PAUSE_BYTES;
            await this.#writer.drain();
            await (0,external_node_timers_promises_.setImmediate)();
            if (this.#isEnding)
                throw new Error('there was no time');
        }
        const order = splitter.end();
        await this.#writer.drain();
        const narHash = digest.digest();
        if (size !== narSize || !(0,nix_hash/* parseSha256 */.tz)(info.narHash)?.equals(narHash))
            throw new Error('what is in the store is not what was built');
        const others = [...references.keys()].filter(index => !order.includes(index));
        this.#packed.set(path, {
            ...{ path, narHash, narSize, contents },
            references: [...order, ...others].map(index => (0,external_node_path_.basename)(references[index] ?? '')),
            saved: Math.floor(Date.now() / 1000),
            ...(0,object/* defined */.s)({ deriver: deriver && (0,external_node_path_.basename)(deriver), ca }),
        });
    }
}

// EXTERNAL MODULE: ./build/host/access.js
var access = __webpack_require__(6093);
// EXTERNAL MODULE: ./build/nix/derivation.js
var derivation = __webpack_require__(219);
// EXTERNAL MODULE: ./build/host/process/spawn.js + 2 modules
var spawn = __webpack_require__(3138);
// EXTERNAL MODULE: ./build/nix/version.js
var nix_version = __webpack_require__(5252);
;// CONCATENATED MODULE: ./build/caches/store-cache/lazy-inputs.js



/** The first version that reads flake inputs from its fetcher cache, and copies few of them to the store. */
const FIRST_LAZY_VERSION = '2.35';
/** Seconds for all flakes. */
const PREFETCH_TIMEOUT_S = 120;
/** A proxy that does not answer. */
const DEAD_PROXY = 'http://127.0.0.1:9';
/** Blocks the network: an input that no step has read is not fetched for the next run. */
const OFFLINE = {
    ...{ http_proxy: DEAD_PROXY, https_proxy: DEAD_PROXY, HTTPS_PROXY: DEAD_PROXY },
    ...{ all_proxy: DEAD_PROXY, ALL_PROXY: DEAD_PROXY, no_proxy: '', NO_PROXY: '' },
    GIT_SSH_COMMAND: 'false',
};
/** Pure: whether Nix may read inputs without copying them to the store. Determinate Nix reports the version of Nix. */
function readsLazily({ version, flavor }) {
    return flavor !== 'lix' && (0,nix_version/* isAtLeast */.du)(version, FIRST_LAZY_VERSION);
}
/**
 * Copies fetched flake inputs to the store, from Nix's own cache and without the network. Never throws: the next run
 * fetches what is missing again, as this one did.
 * @param folders of the flakes
 */
async function storeInputs(folders, { bin, env, cancel }) {
    const late = AbortSignal.any([cancel, AbortSignal.timeout(PREFETCH_TIMEOUT_S * 1000)]);
    const flags = ['--offline', '--no-update-lock-file', '--no-write-lock-file'];
    for (const folder of folders) {
        const argv = [(0,external_node_path_.join)(bin, 'nix'), 'flake', 'prefetch-inputs', ...flags, folder];
        await (0,spawn/* capture */.Fg)(argv, { env: { ...env, ...OFFLINE }, cwd: '/', cancel: late }).catch(() => { });
    }
}

// EXTERNAL MODULE: ./build/nix/store.js + 1 modules
var nix_store = __webpack_require__(7726);
;// CONCATENATED MODULE: ./build/caches/store-cache/save/built.js




/** Whether Nix would look for the outputs of a derivation in a cache. */
function isSubstituted({ isLocalOnly }, { alwaysSubstitutes }) {
    return alwaysSubstitutes || !isLocalOnly;
}
/**
 * The outputs of derivations, and inputs of flakes, that are in the store.
 * @param derivations whole store paths
 * @param inputs store paths
 * @param skip store paths that are not wanted
 */
async function validOutputs(derivations, inputs, skip, rules) {
    const { nix, env } = rules;
    const read = await (0,derivation/* readDerivations */.rj)(derivations.map(it => (0,external_node_path_.basename)(it)));
    const taken = [...read.values()].filter(derivation => isSubstituted(derivation, rules));
    const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs]);
    const existing = [...wanted].filter(path => !skip(path) && (0,access/* isPresent */.Wo)(path));
    if (existing.length === 0)
        return [];
    const store = new nix_store/* Store */.il(nix, env);
    // Another job may be building one of them: that fails with some versions, and takes another call.
    return store.infos(existing).catch(async () => store.infos(await store.valid(existing)));
}
/**
 * Whether this job built a path because no cache had it, as is true of fixed-output downloads too, which a changed source
 * would fetch again.
 */
function isBuilt({ ultimate, registered }, { since }) {
    return ultimate && registered >= since;
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save/save.js














/** Seconds that packing may take. */
const PACK_TIMEOUT_S = 600;
/**
 * Packs what this run built and is not packed yet, and waits for the uploads.
 * @returns the paths that are still in use; undefined if this run evaluated nothing
 * @throws Error if Nix fails
 */
async function packBuilt(packer, facts, ctx) {
    const { before, restored, inputs, nix, env } = facts;
    const names = (await (0,derivation/* derivationNames */.Ah)()).filter(name => !before.has(name));
    if (names.length === 0)
        return undefined;
    const cancel = AbortSignal.any([ctx.cancel, AbortSignal.timeout(PACK_TIMEOUT_S * 1000)]);
    const have = new Set(restored.manifest.paths.map(({ path }) => path));
    const lacks = inputs.some(path => !have.has(path) && !(0,external_node_fs_.existsSync)(path));
    if (lacks && readsLazily(nix))
        await storeInputs(facts.flakes, { bin: nix.bin, env, cancel });
    const derivations = names.map(name => `/nix/store/${name}`);
    const usable = await usablePaths(names, facts);
    const kept = restored.manifest.paths.filter(({ path }) => usable.has(path));
    packer.setRoom(facts.limit - bytesNeeded(kept, placesOf(restored.manifest.packs)));
    const skip = (path) => have.has(path) || packer.has(path);
    const isInput = new Set(inputs);
    const isOurs = (info) => isInput.has(info.path) ? info.contentAddressed : isBuilt(info, facts);
    packer.offer((await validOutputs(derivations, inputs, skip, facts)).filter(isOurs));
    await packer.settled(PACK_TIMEOUT_S);
    await packer.finish();
    return usable;
}
/**
 * The paths that are still in use. What depends on content-addressed outputs is named only by derivations that Nix makes
 * when it builds it, so what is in the store counts too.
 */
async function usablePaths(names, { inputs, restored }) {
    const outputs = [...(await (0,derivation/* readDerivations */.rj)(names)).values()].flatMap(it => it.outputs);
    const paths = restored.manifest.paths.map(({ path }) => path);
    return new Set([...outputs, ...inputs, ...paths.filter(access/* isPresent */.Wo)]);
}
/**
 * Chooses the next manifest, and has what is still needed of old packs written anew.
 * @returns undefined if the restored one says it all
 */
async function planSave(packer, usable, facts) {
    const { restored, limit } = facts;
    const existing = restored.manifest.paths;
    const own = packer.uploads.there;
    const selection = selectKept({
        restored: existing,
        built: packer.packed,
        usable,
        sweep: facts.isComplete && facts.before.size === 0,
        places: usablePlaces(own, restored),
        own,
        limit,
    });
    const all = [...own, ...restored.manifest.packs];
    const packs = planPacks(all, selection.live, limit, new Set(own));
    const isOfJob = restored.key === '' || restored.key.startsWith(facts.job);
    const isComplete = isOfJob && !restored.hasLost;
    if (isComplete && isSame(selection.kept, existing))
        return undefined;
    if (packs.rewritten.length > 0 && restored.reader)
        return rewritten(selection, packs, restored.reader, packer);
    return { ...selection, manifest: { packs: packs.named, paths: selection.kept } };
}
/** Where contents are: what this run packed goes before what it restored. */
function usablePlaces(own, { manifest, damaged }) {
    const places = placesOf(manifest.packs);
    for (const hash of damaged)
        places.delete(hash);
    for (const [hash, place] of placesOf(own))
        places.set(hash, place);
    return places;
}
/** Frames that are read at once. */
const FRAMES_AHEAD = 32;
/** Copies the frames that are needed of old packs to a new one. An old pack that has more is named again. */
async function rewritten(selection, { named, rewritten: old }, reader, packer) {
    const places = [...new Map([...placesOf(old).values()].map(it => [it.frame, it])).values()];
    const needed = places.filter(({ frame }) => selection.live.has(frame));
    const before = new Set(packer.uploads.there);
    for (const [at, place] of needed.entries()) {
        if (!packer.uploads.hasRoom)
            break;
        if (at % FRAMES_AHEAD === 0)
            reader.prefetch(needed.slice(at, at + 2 * FRAMES_AHEAD));
        const packed = await reader.packed(place).catch(() => undefined);
        if (packed && isRight(packed, place.frame))
            packer.writer.addFrame(place.frame, packed);
        await packer.writer.drain();
    }
    await packer.finish();
    const packs = [...packer.uploads.there.filter(it => !before.has(it)), ...named];
    const there = placesOf(packs);
    const lacks = (frame) => selection.live.has(frame) && frame.contents.some(({ hash }) => !there.has(hash));
    const still = old.filter(({ frames }) => frames.some(lacks));
    return { ...selection, manifest: { packs: [...packs, ...still], paths: selection.kept } };
}
/** Whether a frame has the contents that the manifest says. */
function isRight(packed, frame) {
    try {
        const bytes = unpackFrame(packed, frame);
        let at = 0;
        return frame.contents.every(({ hash, size }) => {
            at += size;
            return contentHash(bytes.subarray(at - size, at)) === hash;
        });
    }
    catch {
        return false;
    }
}
/**
 * The manifest of a run that was canceled: what it restored, and what it packed into packs that are whole.
 * @param used the paths that are still in use; undefined if that is not known
 */
function planCancelled(packer, { restored, limit }, used) {
    const own = packer.uploads.there;
    const { paths, packs: old } = restored.manifest;
    const usable = used ?? new Set(paths.map(({ path }) => path));
    const places = usablePlaces(own, restored);
    const candidates = { restored: paths, built: packer.packed, usable, sweep: false, places };
    const selection = selectKept({ ...candidates, own, limit });
    const packs = planPacks([...own, ...old], selection.live, limit, new Set(own));
    const named = [...packs.named, ...packs.rewritten];
    return { ...selection, manifest: { packs: named, paths: selection.kept } };
}
/**
 * Whether a manifest that lacks what could not be uploaded is worth saving: it has something new, and no other job saved
 * one meanwhile, which may have more.
 * @param newest the key of the newest manifest of this job when the run began; empty without one
 */
async function isPartWanted({ kept }, { job, restored }, newest, cache) {
    const before = new Set(restored.manifest.paths.map(({ path }) => path));
    if (kept.every(({ path }) => before.has(path)))
        return false;
    const now = await newestOf(job, cache);
    return now !== undefined && now === newest;
}
/** @returns the key of the newest manifest of a job; empty without one, undefined if it cannot be known */
async function newestOf(job, cache) {
    const found = await cache.lookup({ name: store_cache_keys/* MANIFEST_NAME */.ir, key: job });
    if (found.kind === 'hit')
        return found.key;
    return found.kind === 'miss' ? '' : undefined;
}
/**
 * Saves a manifest.
 * @param isRetry whether the upload to its first key failed
 */
async function saveManifest(manifest, { job, restored }, cache, { folder, cancel }, isRetry = false) {
    const outgoing = (0,external_node_path_.join)(folder, 'store-cache-manifest');
    try {
        await (0,promises_.mkdir)(outgoing, { mode: 0o700 });
        const file = (0,external_node_path_.join)(outgoing, store_cache_keys/* MANIFEST_NAME */.ir);
        const bytes = formatManifest(manifest);
        await (0,promises_.writeFile)(file, bytes);
        const paths = manifest.paths.map(({ path }) => path);
        const keys = (0,store_cache_keys/* manifestKeys */.kb)(job, paths, restored.key).slice(isRetry ? 1 : 0);
        const saved = await saveEntry(cache, { file, name: store_cache_keys/* MANIFEST_NAME */.ir }, keys, cancel);
        return { ...saved, bytes: bytes.length };
    }
    finally {
        await (0,promises_.rm)(outgoing, { recursive: true, force: true });
    }
}
function isSame(one, other) {
    const paths = new Set(other.map(({ path }) => path));
    return one.length === paths.size && one.every(({ path }) => paths.has(path));
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save/watch.js




/** Milliseconds between looks which outputs exist. Nix is asked about them as soon as nothing else is being packed. */
const LOOK_INTERVAL_MS = 100;
/** Milliseconds until Nix is asked again if it had nothing to pack: without a sandbox, outputs exist while they are built. */
const PAUSE_MS = 500;
/** Has outputs packed while the next thing builds. Old versions of Nix report the end of a build late, so it looks itself. */
class BuildWatch {
    #packer;
    #rules;
    #has;
    /** Derivations that are being built, and the outputs to pack once they are known. */
    #running = new Map();
    #timer;
    #pending = Promise.resolve();
    #isChecking = false;
    /** When Nix may be asked again, as `performance.now()` counts. */
    #askAgain = 0;
    /** @param has whether a path is stored already, or will be */
    constructor(packer, has, rules) {
        this.#packer = packer;
        this.#has = has;
        this.#rules = rules;
        this.#timer = setInterval(() => this.#look(), LOOK_INTERVAL_MS);
        this.#timer.unref();
    }
    buildStarted(derivation) {
        this.#running.set(derivation, undefined);
    }
    /** Notes that a call of Nix has ended, and with it every build that it started. */
    callEnded(started) {
        this.#check();
        this.#then(async () => {
            for (const derivation of started)
                this.#running.delete(derivation);
        });
    }
    /** Ends the watch; the rest is found by whoever knows all derivations. */
    async end() {
        clearInterval(this.#timer);
        await this.#pending;
    }
    #look() {
        const isTime = this.#packer.isIdle && performance.now() >= this.#askAgain;
        if (isTime && !this.#isChecking)
            this.#check();
    }
    #check() {
        if (this.#running.size === 0)
            return;
        this.#isChecking = true;
        this.#then(async () => {
            const unread = [...this.#running.keys()].filter(it => !this.#running.get(it));
            const read = await (0,derivation/* readDerivations */.rj)(unread.map(it => (0,external_node_path_.basename)(it)));
            for (const [path, derivation] of read)
                this.#running.set(path, isSubstituted(derivation, this.#rules) ? derivation.outputs : []);
            const ready = [...this.#running].filter(([, outputs = []]) => outputs.some(access/* isPresent */.Wo));
            const names = ready.map(([derivation]) => derivation);
            // Also if Nix fails.
            if (ready.length > 0)
                this.#askAgain = performance.now() + PAUSE_MS;
            const infos = await validOutputs(names, [], this.#has, this.#rules);
            if (infos.length > 0)
                this.#askAgain = 0;
            this.#packer.offer(infos.filter(info => isBuilt(info, this.#rules)));
            const done = new Set(infos.map(({ path }) => path));
            for (const [derivation, outputs = []] of ready)
                if (outputs.some(path => done.has(path)))
                    this.#running.delete(derivation);
        });
    }
    /** Runs one check after the other; one that fails is made good at the boundary, which asks for everything. */
    #then(work) {
        this.#pending = this.#pending
            .then(work)
            .catch(() => { })
            .finally(() => {
            this.#isChecking = false;
        });
    }
}

;// CONCATENATED MODULE: ./build/caches/store-cache/save/saver.js










/** Seconds for a call of a run that had trouble, and of one that was canceled. */
const QUICK_CALL_S = 10;
const LAST_CALL_S = 3;
/** Seconds for all calls of a canceled run, which the runner kills after 7.5. */
const ENDING_S = 5;
/** Saves what a run builds: in the background while it builds, the rest at the boundary. Never throws. */
class StoreSaver {
    #cache;
    #facts;
    #rules;
    #ctx;
    #env;
    #outage;
    #packer;
    #watch;
    #saved;
    /** The key of the newest manifest of this job before its builds; empty without one, undefined if it is not known. */
    #newest;
    #ending;
    constructor(cache, facts, { caching }, ctx, { env, outage }) {
        this.#cache = cache;
        this.#facts = facts;
        this.#ctx = ctx;
        this.#env = env;
        this.#outage = outage;
        const alwaysSubstitutes = caching.settings['always-allow-substitutes']?.value === true;
        this.#rules = { ...facts, alwaysSubstitutes };
        const { restored, limit } = facts;
        const found = restored.kind === 'found' ? restored : undefined;
        const places = placesOf(found?.manifest.packs ?? []);
        const damaged = found?.provider.damaged ?? new Set();
        const all = restoredFacts(restored).manifest;
        const stored = new Set(all.paths.map(({ path }) => path));
        const isThere = (hash) => places.has(hash) && !damaged.has(hash);
        const isDamaged = (id) => [...damaged].some(hash => places.get(hash)?.pack.id === id);
        const room = { limit, kept: bytesNeeded(all.paths, placesOf(all.packs)) };
        this.#packer = new PathPacker(cache, isThere, isDamaged, room, ctx);
        const has = (path) => this.#packer.has(path) || (stored.has(path) && !(found && isWrong(found.provider, path)));
        this.#watch = new BuildWatch(this.#packer, has, this.#rules);
    }
    /** What was saved, for the report; undefined if nothing was. */
    get saved() {
        return this.#saved;
    }
    buildStarted(derivation) {
        this.#cache.warm();
        this.#newest ??= this.#newestNow();
        this.#watch.buildStarted(derivation);
    }
    /** What was restored may be another job's, and in a nearer scope than this one's. */
    async #newestNow() {
        const { restored, job } = this.#facts;
        const { key } = restoredFacts(restored);
        if (restored.kind === 'miss' || key.startsWith(job))
            return key;
        return await newestOf(job, this.#cache);
    }
    callEnded(started) {
        this.#watch.callEnded(started);
    }
    async save(state) {
        try {
            await this.#watch.end();
            if (this.#ctx.cancel.aborted)
                await this.#saveCancelled();
            else
                await this.#save(state);
        }
        catch (error) {
            if (!this.#ctx.cancel.aborted)
                this.#warn((0,errors/* formatError */.Wk)(error));
            else
                await this.#saveCancelled().catch(() => { });
        }
    }
    /** Ends what runs in the background. */
    async close() {
        await this.#watch.end();
        await this.#packer.close().catch(() => { });
    }
    async #save({ records, folders }) {
        const facts = {
            ...{ ...this.#facts, ...this.#rules, ...(await lockedInputs(folders)) },
            isComplete: !this.#facts.isPart &&
                records.steps.every(({ status }) => status === 'success' || status === 'not-run'),
            restored: restoredFacts(this.#facts.restored),
        };
        const start = records.now();
        let status;
        try {
            const usable = await packBuilt(this.#packer, facts, this.#ctx);
            const { uploads } = this.#packer;
            const { trouble } = uploads;
            const plan = usable && (await planSave(this.#packer, usable, facts));
            if (this.#ctx.cancel.aborted)
                return await this.#saveCancelled(usable);
            if (trouble?.isTrouble) {
                status = 'failure';
                const isPart = plan !== undefined && (await this.#savePart(plan, facts, 'the cache failed'));
                return this.#warn(trouble.message, trouble.isOutage, isPart);
            }
            if (trouble) {
                status = 'skipped';
                return this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: ${trouble.message}`);
            }
            if (uploads.trouble)
                this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: old packs are not made smaller this time: ${uploads.trouble.message}`);
            this.#tellLeftOut(plan, facts);
            if (!plan)
                return this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: nothing new to save.`);
            status = 'failure';
            status = await this.#saveManifest(plan, facts);
        }
        finally {
            if (status)
                records.phases.push({ name: 'save', start, seconds: records.now() - start, status });
        }
    }
    async #saveManifest(plan, facts) {
        const { logger, cancel } = this.#ctx;
        const saved = await this.#put(plan, facts, this.#cache);
        if ((0,client/* isCacheTrouble */.Ep)(saved)) {
            if (!cancel.aborted)
                this.#warn(saved.message, (0,client/* isOutage */.uD)(saved));
            return 'failure';
        }
        if (saved.kind !== 'saved') {
            logger.info(`${title/* STORE_CACHE_TITLE */.u}: ${saved.message}`);
            return 'skipped';
        }
        this.#tellSaved(plan, facts, saved.bytes);
        return 'success';
    }
    /** Saves a manifest, if need be at the second try: without it all packs are in vain. */
    async #put({ manifest }, facts, cache) {
        const saved = await saveManifest(manifest, facts, cache, this.#ctx);
        if (!(0,client/* isOutage */.uD)(saved))
            return saved;
        return saveManifest(manifest, facts, this.#quickCache(), this.#ctx, true);
    }
    #tellSaved(plan, { restored }, bytes, end = '') {
        const uploaded = this.#packer.uploads.bytes + bytes;
        this.#saved = `${(0,words/* savedText */.Xm)(plan, restored.manifest, uploaded)}${end}`;
        this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: ${this.#saved}.`);
    }
    #tellLeftOut(plan, { limit }) {
        const packed = new Set(this.#packer.packed);
        const leftOut = plan?.leftOut ?? [];
        const old = leftOut.filter(it => !packed.has(it)).length;
        const fresh = this.#packer.leftOut.size + leftOut.length - old;
        const text = (0,words/* leftOutText */.jG)(fresh, old, limit);
        if (text !== undefined)
            this.#ctx.logger.notice(text, title/* STORE_CACHE_TITLE */.u);
    }
    /**
     * The token of the run is still there, and nothing more is packed. Post cannot do this: commands of the project could
     * write whatever they like to where it would find the manifest.
     */
    async #saveCancelled(used) {
        const facts = { ...this.#facts, restored: restoredFacts(this.#facts.restored) };
        const event = 'the run was canceled';
        if (!(await this.#savePart(planCancelled(this.#packer, facts, used), facts, event)))
            this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: not saved: ${event}.`);
    }
    /**
     * Saves what is in packs that are whole, in a few seconds.
     * @param event what ended the rest
     * @returns whether the next run has it
     */
    async #savePart(plan, facts, event) {
        const cache = this.#quickCache();
        const newest = await this.#newest;
        if (newest === undefined || !(await isPartWanted(plan, facts, newest, cache)))
            return false;
        const saved = await this.#put(plan, facts, cache);
        if (saved.kind === 'saved')
            this.#tellSaved(plan, facts, saved.bytes, `, before ${event}`);
        else
            this.#ctx.logger.info(`${title/* STORE_CACHE_TITLE */.u}: ${saved.message}`);
        return saved.kind === 'saved' || saved.kind === 'exists';
    }
    #quickCache() {
        const { folder, cancel } = this.#ctx;
        const shared = { env: this.#env, folder };
        if (!cancel.aborted)
            return (0,client/* openActionsCache */.C3)({ ...shared, total: QUICK_CALL_S, cancel });
        this.#ending ??= AbortSignal.timeout(ENDING_S * 1000);
        return (0,client/* openActionsCache */.C3)({ ...shared, total: LAST_CALL_S, cancel: this.#ending });
    }
    #warn(why, isOutageOfService = false, isPart = false) {
        const [what, them] = isPart
            ? ['some builds are not saved to the store cache', 'those']
            : ['builds are not saved to the store cache', 'them'];
        const effect = `The next run builds ${them} again; the job is not affected.`;
        const alone = `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${why} ${effect}`;
        const loss = { why, what, alone, title: title/* STORE_CACHE_TITLE */.u };
        this.#outage.warn(loss, isOutageOfService, this.#ctx.logger);
    }
}
/** What the next manifest can have of what was restored: also what could not be read or looked up this time. */
function restoredFacts(restored) {
    if (restored.kind !== 'found') {
        const key = restored.kind === 'off' ? (restored.key ?? '') : '';
        const nothing = { manifest: EMPTY_MANIFEST, hasLost: false, damaged: new Set() };
        return { ...nothing, key, reader: undefined };
    }
    const { key, manifest, lost, unseen, provider, reader } = restored;
    const right = manifest.paths.filter(({ path }) => !isWrong(provider, path));
    const hasLost = lost.length > 0 || right.length < manifest.paths.length;
    const packs = [...manifest.packs, ...unseen.packs];
    const all = { packs, paths: [...right, ...unseen.paths] };
    return { key, manifest: all, hasLost, damaged: provider.damaged, reader };
}
/** Whether a path must be saved anew: not one that could not be read this time. */
function isWrong({ failed, unread }, path) {
    return failed.has(path) && !unread.has(path);
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./build/caches/store-cache/serve/server.js







const NARINFO = /^\/([0-9a-z]{32})\.narinfo$/;
/** Bytes that are read of a file at once. */
const server_READ_BYTES = 256 << 10;
/**
 * Answers Nix as a binary cache on loopback, while main runs. What there is says the manifest; a path is put together when
 * Nix wants it, so nothing else is read. One that cannot be put together is answered with 404, and Nix builds it. What it
 * says of a path comes from the memory of this process, and Nix checks the hash of what it gets, so nobody else on the
 * machine can change it.
 */
class PathServer {
    #provider;
    #server;
    #readsFiles;
    #checksFirst = false;
    constructor(provider, readsFiles) {
        this.#provider = provider;
        this.#readsFiles = readsFiles;
        this.#server = (0,external_node_http_.createServer)((request, response) => {
            this.#answer(request, response).catch(() => response.destroy());
        });
        // curl would have to repeat what it sends at the moment when a connection is closed.
        this.#server.keepAliveTimeout = 0;
    }
    /** @param readsFiles whether Nix can read the files of this user, so that it need not be sent what is in one */
    static async start(provider, readsFiles = false) {
        const made = new PathServer(provider, readsFiles);
        made.#server.listen(0, '127.0.0.1');
        await (0,external_node_events_.once)(made.#server, 'listening');
        made.#server.unref();
        return made;
    }
    get url() {
        return `http://127.0.0.1:${this.#server.address().port}`;
    }
    /** Puts a path together before it says that it is there: Nix fails where one is missing that was said to be there. */
    checkFirst() {
        this.#checksFirst = true;
    }
    close() {
        this.#server.close();
        this.#server.closeAllConnections();
    }
    async #answer({ method, url = '/' }, response) {
        const [, hash] = NARINFO.exec(url) ?? [];
        if (method !== 'GET' && method !== 'HEAD')
            return end(response, 405);
        if (url === '/nix-cache-info')
            return end(response, 200, narinfo/* CACHE_INFO */.qp);
        if (hash !== undefined) {
            const stored = this.#provider.find(hash);
            const isThere = stored && (!this.#checksFirst || (await this.#provider.provide(stored)));
            if (!isThere)
                return end(response, 404);
            const file = this.#readsFiles ? this.#provider.fileOf(stored) : undefined;
            return end(response, 200, (0,narinfo/* formatNarInfo */.Nt)(stored, file && (0,external_node_url_.pathToFileURL)(file).href));
        }
        const stored = this.#provider.findNar(url.slice(1));
        if (!stored)
            return end(response, 404);
        if (method === 'HEAD')
            return end(response, 200);
        const nar = await this.#provider.nar(stored);
        if (!nar)
            return end(response, 404);
        response.writeHead(200, { 'content-length': stored.narSize });
        if ('file' in nar) {
            const file = (0,external_node_fs_.createReadStream)(nar.file, { highWaterMark: server_READ_BYTES });
            file.on('data', chunk => countGarbage(chunk.length));
            return (0,external_node_stream_promises_.pipeline)(file, response);
        }
        // Nix may have gone meanwhile.
        if (response.destroyed)
            return nar.release();
        response.once('close', nar.release);
        response.end(nar.bytes);
    }
}
function end(response, status, text = '') {
    response.writeHead(status, { 'content-length': Buffer.byteLength(text) });
    response.end(text);
}

;// CONCATENATED MODULE: ./build/caches/store-cache/store-cache-parts.js



/** What only a run needs that uses the store cache. */
const storeCacheParts = { restoreStore: restoreStore, phaseStatus: phaseStatus, StoreSaver: StoreSaver, PathServer: PathServer };


/***/ })

};
