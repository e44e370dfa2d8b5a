import { describe, expect, test } from "vitest";
import { cleanName, nameForType } from "./clean-name.ts";

describe("N11.5: the name of a file only names", () => {
  test.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\Awa\\photo.jpg", "photo.jpg"],
    ["facture\u202Egpj.exe", "facturegpj.exe"],
    ["a\u0000b\r\nc.pdf", "abc.pdf"],
    ["  . hidden . ", "hidden"],
    ["...", "fichier"],
    ["", "fichier"],
    ['<img src="x">|?*.png', "_img src=_x_____.png"],
    ["Facture d’électricité été.pdf", "Facture d’électricité été.pdf"],
    ["ｅ\u0301", "ｅ\u0301".normalize("NFC")],
  ])("%j becomes %j", (given, clean) => {
    expect(cleanName(given)).toBe(clean);
  });

  test("is never longer than can be shown, and keeps its ending", () => {
    expect(cleanName(`${"é".repeat(400)}.pdf`)).toBe(`${"é".repeat(120)}.pdf`);
  });

  test("ends as its content does", () => {
    expect(nameForType("photo.png", "image/jpeg")).toBe("photo.jpg");
    expect(nameForType("photo.JPEG", "image/jpeg")).toBe("photo.JPEG");
    expect(nameForType("invoice.pdf.exe", "application/pdf")).toBe("invoice.pdf.pdf");
    expect(nameForType("fichier", "application/pdf")).toBe("fichier.pdf");
  });
});
