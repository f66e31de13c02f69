/** Where a document's status is read, and which words name one. */
import { describe, expect, test } from "vitest";
import { check } from "../../server/src/check/check.ts";
import { readDesignDoc } from "../../server/src/document/designDoc.ts";
import { readStatus, statusOfWord } from "../../server/src/recognition/status.ts";

const read = (text: string) => readStatus(readDesignDoc(text));
const front = (lines: string) => `---\ntype: ml-design-doc\n${lines}\n---\n# T\n`;

describe("words", () => {
  test.each([
    ["Final draft", "draft"],
    ["final", "approved"],
    ["Final", "approved"],
    ["Final version", "approved"],
    ["Final (2024-05-01)", "approved"],
    ["Final review", "review"],
    ["2nd draft", "draft"],
    ["v0.3 draft", "draft"],
    ["Rough first draft", "draft"],
    ["🚧 WIP", "draft"],
    ["Not yet approved", "draft"],
    ["Approved by the ML council", "approved"],
    ["~~Draft~~ Approved", "approved"],
    ["[ ] Draft [x] Approved", "approved"],
    ["Proposed → **Accepted**", "approved"],
    ["In review ->", "review"],
    ["Ready for review", "review"],
    ["In-Review", "review"],
    ["Signed off", "approved"],
    ["Implemented", "live"],
    ["Утверждено", "approved"],
    ["Утверждён 12.03", "approved"],
    ["Принято", "approved"],
    ["Не утверждено", "draft"],
    ["Черновик", "draft"],
    ["Финальный черновик", "draft"],
    ["Финальная версия", "approved"],
    ["На ревью", "review"],
    ["На согласовании у архитектора", "review"],
    ["В проде", "live"],
    ["В продакшене с мая", "live"],
    ["Внедрено", "live"],
    ["Borrador", "draft"],
    ["Aprobado", "approved"],
    ["En revisión", "review"],
    ["En producción", "live"],
    ["Rascunho", "draft"],
    ["Em revisão", "review"],
    ["Aprovado", "approved"],
    ["Em produção", "live"],
    ["Entwurf", "draft"],
    ["In Prüfung", "review"],
    ["Freigegeben", "approved"],
    ["Nicht genehmigt", "draft"],
    ["Produktiv", "live"],
    ["Brouillon", "draft"],
    ["En relecture", "review"],
    ["Validé", "approved"],
    ["En production", "live"],
    ["草稿", "draft"],
    ["评审中（第二轮）", "review"],
    ["已批准", "approved"],
    ["未批准", "draft"],
    ["已上线", "live"],
    ["ドラフト版", "draft"],
    ["レビュー中", "review"],
    ["承認済み", "approved"],
    ["本番稼働中", "live"],
    ["simmering", undefined],
    ["Not started", undefined],
    ["", undefined],
  ])("%s: %s", (word, status) => expect(statusOfWord(word)).toBe(status));
});

describe("places", () => {
  test.each([
    ["| Status | Owner |\n|---|---|\n| In review | Ann |", "review"],
    ["| Owner | Status | Date |\n|:--|:-:|--|\n| Ann | **Approved** | 2024-05-01 |", "approved"],
    ["| Field | Value |\n|---|---|\n| Owner | Ann |\n| **Status** | `Accepted` |", "approved"],
    ["| Status | Draft |\n|---|---|\n| Owner | Ann |", "draft"],
    ["| Status | Accepted |\n|---|---|\n| Owner | Ann |", "approved"],
    ["Status | Owner\n--- | ---\nShipped | Ann", "live"],
    ["Author: X · **Status:** In review", "review"],
    ["Author: X | Status: In review | May", "review"],
    ["**Author:** X **Status:** Approved **Date:** May", "approved"],
    ["**Author**: X, **Status**: Approved, **Date**: May", "approved"],
    ["Author: X\nStatus: Approved\nDate: May", "approved"],
    ["- Author: X\n- Status: rfc", "review"],
    ["1. Status: rfc", "review"],
    ["> **Status:** shipped", "live"],
    ["__Status__: shipped", "live"],
    ["Status: `in review`", "review"],
    ["<b>Status:</b> In review<br>", "review"],
    ["Document status: approved", "approved"],
    ["Status — approved", "approved"],
    ["Статус: на ревью", "review"],
    ["**Статус документа:** Утверждено", "approved"],
    ["Estado: aprobado", "approved"],
    ["Statut : approuvé", "approved"],
    ["状态：已批准", "approved"],
    ["ステータス：承認済み", "approved"],
    ["We poll its status: the rest follows from the queue", undefined],
    ["The status page shows approved requests", undefined],
  ])("%j: %s", (text, status) => {
    for (const lineEnd of ["\n", "\r\n"]) {
      const whole = `# T\n\n${text}\n\n## A\n`.replaceAll("\n", lineEnd);
      expect(read(whole)).toEqual({ status });
    }
  });

  test.each([
    ["```yaml\nstatus: approved\n```"],
    ["~~~\nStatus: approved\n~~~"],
    ["    Status: approved"],
    ["<!-- Status: approved -->"],
    ["<!--\nStatus: approved\n-->"],
    ["- a\n\n  ```\n  Status: approved\n  ```"],
    ["`Status: approved`"],
    ["Text <!-- Status: approved --> text"],
  ])("code and comments are not read: %j", (text) => {
    expect(read(`# T\n\n${text}\n\n## A\n`)).toEqual({ status: undefined });
    expect(read(`# T\n\n${text}\n\nStatus: in review\n\n## A\n`)).toEqual({ status: "review" });
  });

  test("below the second heading nothing is read", () => {
    expect(read("# T\n\n## A\n\nStatus: approved\n").status).toBeUndefined();
  });

  test("the front matter goes before the text, if it says anything", () => {
    expect(read("---\nstatus: shipped\n---\n# T\n\nStatus: draft\n").status).toBe("live");
    expect(read("---\nStatus: [in review]\n---\n# T\n").status).toBe("review");
    expect(read("---\nstatus:\n---\n# T\n\nStatus: approved\n").status).toBe("approved");
    expect(read('---\nstatus: ""\n---\n# T\n\nStatus: approved\n').status).toBe("approved");
  });
});

describe("unknown words", () => {
  const found = (text: string) =>
    check(text, { assumeDesignDoc: true }).findings.filter((f) => f.rule === "document/unknown-status");
  const words = (text: string) =>
    found(text).map(({ range: { start, end } }) =>
      text.split(/\r?\n/)[start.line]?.slice(start.character, end.character),
    );

  test.each([
    [front("status: simmering"), "simmering"],
    [front('status: "on hold" # since May'), "on hold"],
    [front("owner: Ann\nstatus: [simmering, draft]"), "simmering"],
    ["# T\n\n**Status:** simmering · May\n\n## A\n", "simmering"],
    ["# T\n\nStatus: behind flag `on_hold`\n", "behind flag `on_hold`"],
    ["# T\n\n| Owner | Status |\n|---|---|\n| Ann | on hold |\n", "on hold"],
    ["# T\n\n| Field | Value |\n|---|---|\n| Status | _on hold_ |\n", "on hold"],
  ])("%j: %s, at its place", (text, word) => expect(words(text)).toEqual([word]));

  test.each([
    front("status:"),
    front('status: ""'),
    front("status: null"),
    front("status: TBD"),
    "# T\n\nStatus:\n\n## A\n",
    "# T\n\nStatus:\nowner unknown\n\n## A\n",
    "# T\n\n| Status | |\n|---|---|\n| Owner | Ann |\n",
    "# T\n\n| Status | Owner |\n|---|---|\n| | Ann |\n",
    "# T\n\n| Status | On hold |\n|---|---|\n| Owner | Ann |\n",
    "# T\n\n| Field | Value |\n|---|---|\n| Status | |\n",
    "# T\n\n| Milestone | Status |\n|---|---|\n| M1 | done |\n| M2 | started |\n",
    "# T\n\nStatus: <fill in>\n",
    "# T\n\nStatus: we have trained a first model and wait for the second export\n",
  ])("%j is no finding", (text) => expect(found(text)).toEqual([]));

  test("a document whose status is unknown counts as draft", () => {
    expect(check(front("status: simmering")).reading.status).toBe("draft");
  });
});
