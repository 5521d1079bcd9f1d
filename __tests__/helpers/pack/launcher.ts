/**
 * A static program of a few hundred bytes that adds NIX_CONF_DIR to the environment, unless it is there,
 * and becomes another program. A shell script cannot do this: it loses argv[0] and variables such as `INPUT_X-Y`.
 */
export function launcher(
  architecture: 'x86_64' | 'aarch64',
  program: string,
  confDir: string,
): Buffer {
  const { machine, code } = architectures[architecture]
  const file = Buffer.alloc(start + stringsEnd)
  Buffer.from('7f454c46020101', 'hex').copy(file)
  file.writeUInt16LE(2, 16) // an executable at fixed addresses
  file.writeUInt16LE(machine, 18)
  file.writeUInt32LE(1, 20)
  file.writeBigUInt64LE(BigInt(base + start), 24) // entry
  file.writeBigUInt64LE(64n, 32) // the program header follows
  file.writeUInt16LE(64, 52)
  file.writeUInt16LE(56, 54)
  file.writeUInt16LE(1, 56)
  file.writeUInt32LE(1, 64) // load,
  file.writeUInt32LE(5, 68) // readable and executable,
  file.writeBigUInt64LE(BigInt(base), 80)
  file.writeBigUInt64LE(BigInt(base), 88)
  file.writeBigUInt64LE(BigInt(file.length), 96)
  file.writeBigUInt64LE(BigInt(file.length), 104)
  file.writeBigUInt64LE(0x10000n, 112) // at a page of any size
  Buffer.from(code, 'hex').copy(file, start)
  putString(file, variableAt, `NIX_CONF_DIR=${confDir}`)
  putString(file, programAt, program)
  return file
}

const base = 0x400000
const start = 0x80
// Distances from the first instruction, known to the code below.
const variableAt = 0x100
const programAt = 0x200
const stringsEnd = 0x300

function putString(file: Buffer, at: number, text: string): void {
  if (Buffer.byteLength(text) > 0xff) throw new Error(`too long for the launcher: ${text}`)
  file.write(text, start + at)
}

// Both do the same: walk the environment; if no entry starts with NIX_CONF_DIR=, put ours in place of the closing
// null and a null behind it (the auxiliary vector, which nobody reads any more); execve(program, argv, environment);
// exit(127).
const architectures = {
  x86_64: {
    machine: 62,
    code: [
      '488b0424', //             mov rax,[rsp]            number of arguments
      '488d742408', //           lea rsi,[rsp+8]          argv
      '488d54c608', //           lea rdx,[rsi+rax*8+8]    environment
      '4889d1', //               mov rcx,rdx
      '48bf4e49585f434f4e46', // mov rdi,"NIX_CONF"
      '488b19', //            1: mov rbx,[rcx]
      '4885db', //               test rbx,rbx
      '741a', //                 jz 3
      '48393b', //               cmp [rbx],rdi
      '750f', //                 jne 2
      '817b085f444952', //       cmp dword [rbx+8],"_DIR"
      '7506', //                 jne 2
      '807b0c3d', //             cmp byte [rbx+12],"="
      '7418', //                 je 4
      '4883c108', //          2: add rcx,8
      'ebde', //                 jmp 1
      '488d05bc000000', //    3: lea rax,[variable]
      '488901', //               mov [rcx],rax
      '48c7410800000000', //     mov qword [rcx+8],0
      '488d3daa010000', //    4: lea rdi,[program]
      'b83b0000000f05', //       execve
      'bf7f000000', //           exit(127)
      'b83c0000000f05',
    ].join(''),
  },
  aarch64: {
    machine: 183,
    code: [
      'e00340f9', //    ldr x0,[sp]             number of arguments
      'e1230091', //    add x1,sp,#8            argv
      '220c008b', //    add x2,x1,x0,lsl #3
      '42200091', //    add x2,x2,#8            environment
      'e30302aa', //    mov x3,x2
      '04030058', //    ldr x4,"NIX_CONF"
      '25030018', //    ldr w5,"_DIR"
      '660040f9', // 1: ldr x6,[x3]
      '860100b4', //    cbz x6,3
      'c70040f9', //    ldr x7,[x6]
      'ff0004eb', //    cmp x7,x4
      'e1000054', //    b.ne 2
      'c70840b9', //    ldr w7,[x6,#8]
      'ff00056b', //    cmp w7,w5
      '81000054', //    b.ne 2
      'c7304039', //    ldrb w7,[x6,#12]
      'fff40071', //    cmp w7,#"="
      'c0000054', //    b.eq 4
      '63200091', // 2: add x3,x3,#8
      'f4ffff17', //    b 1
      '87050010', // 3: adr x7,variable
      '670000f9', //    str x7,[x3]
      '7f0400f9', //    str xzr,[x3,#8]
      '200d0010', // 4: adr x0,program
      'a81b80d2010000d4', // execve
      'e00f80d2a80b80d2010000d4', // exit(127)
      '4e49585f434f4e465f444952', // "NIX_CONF_DIR"
    ].join(''),
  },
}
