import { expect, it } from "vitest";
import { createClient } from "../client.ts";
import { FakeUploads } from "../testing/fake-uploads.ts";
import { createFakeServer } from "../testing/index.ts";

function device() {
  const server = createFakeServer();
  const uploads = new FakeUploads(server);
  const client = createClient({
    ...server.clientOptions(server.cast.moussa),
    fetch: uploads.fetch,
    prepareFile: async (blob) => blob,
  });
  return { server, uploads, client };
}
const photo = () => new File([new Uint8Array(200_000)], "colis.jpg", { type: "image/jpeg" });

it("N37.3: uploads a photo for a case, and says how far it has come", async () => {
  const { client, uploads } = device();
  const files = await client.caseFiles("c1");
  const heard: number[] = [];
  const id = await files.upload(photo(), { progress: (part) => heard.push(part) });
  expect(uploads.ids()).toEqual([id]);
  expect(uploads.metadata()).toEqual([{ filename: "colis.jpg", case_id: "c1" }]);
  expect([heard[0], heard.at(-1)]).toEqual([0, 1]);
});

it("goes on from where it stands when the same photo comes again", async () => {
  const { client, uploads } = device();
  const files = await client.caseFiles("c1");
  const chosen = photo();
  let broke = false;
  const breakOnce = (part: number) => {
    if (part === 0 || broke) return;
    broke = true;
    uploads.refuseNext("busy");
  };
  await expect(files.upload(chosen, { progress: breakOnce })).rejects.toMatchObject({
    refusal: { code: "busy" },
  });
  const id = await files.upload(chosen);
  expect(uploads.ids()).toEqual([id]);
  expect(uploads.bytes()).toEqual([200_000]);
});

it("forgets what is not wanted, and says why something was refused", async () => {
  const { client, uploads } = device();
  const files = await client.caseFiles("c1");
  const chosen = photo();
  await files.upload(chosen);
  await files.forget(chosen);
  expect(uploads.ids()).toEqual([]);
  uploads.refuseNext("file_damaged");
  await expect(files.upload(photo())).rejects.toMatchObject({ refusal: { code: "file_damaged" } });
});

it("N37.4: finds photos by the case", async () => {
  const { client, server } = device();
  server.answerHttp("POST /v1/cases/c1/files", () => ({
    files: [
      {
        id: "f1",
        address: "/files/o/f1/whole",
        thumbnail: "/files/o/f1/thumbnail",
        aac: null,
        expires_at: "2099-01-01T00:00:00.000Z",
      },
    ],
  }));
  const files = await client.caseFiles("c1");
  expect(await files.fileAddress("f1")).toMatchObject({
    address: `${server.url}/files/o/f1/whole`,
  });
  expect(await files.fileAddress("f2")).toBeNull();
});
