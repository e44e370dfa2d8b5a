import { crc32, deflateRawSync } from "node:zlib";

/** A picture that moves: `frames` frames, each `width` × `height`, of a few bytes each. */
export function movingGif(frames: number, width = 1, height = 1): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16LE(width, 0);
  size.writeUInt16LE(height, 2);
  const palette = Buffer.from([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const repeat = Buffer.from("21ff0b4e45545343415045322e300301000000", "hex");
  const delay = Buffer.from("21f9040005000000", "hex");
  const place = Buffer.from([0x2c, 0, 0, 0, 0]);
  const pixels = Buffer.from("000202440100", "hex");
  const frame = Buffer.concat([delay, place, size, pixels]);
  const all = Array.from({ length: frames }, () => frame);
  return Buffer.concat([Buffer.from("GIF89a"), size, palette, repeat, ...all, Buffer.from([0x3b])]);
}

/** Reads as a script where somebody believes its name, and begins as a GIF does. */
export const gifScript = Buffer.from("GIF89a/*\u0001\u0000\u0080\u0000*/=1;alert(1)//", "latin1");

/** An archive with these entries, packed as tightly as they can be. */
export function zip(entries: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from("PK\u0003\u0004"), common, Buffer.from(name)]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000"), common, rest, Buffer.from(name)]),
    );
    bodies.push(head, packed);
    offset += head.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listed, Buffer.from("PK\u0005\u0006"), end]);
}

/** A text document of an office, with this as its text. */
export function document(text: Buffer): Buffer {
  const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const types = `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
  return zip([
    ["[Content_Types].xml", Buffer.from(types)],
    ["word/document.xml", text],
  ]);
}

/** As a phone of Apple's keeps a photo: nothing that a browser shows. */
export const heic = Buffer.concat([
  Buffer.from("\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000mif1heic", "latin1"),
  Buffer.alloc(200),
]);

/** So many bytes of one letter: packed, next to nothing. */
export const blank = (bytes: number): Buffer => Buffer.alloc(bytes, 32);
