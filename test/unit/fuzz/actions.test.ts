/** Every code action, whatever the text: it mends its finding, makes none worse, and takes nothing of the author's away. */
import fc from "fast-check";
import { tryActions } from "./actionChecks.ts";
import { property } from "./fuzz.ts";
import { asDesignDocs, documents } from "./inputs.ts";

property(
  "each fix mends its finding, makes none worse and loses nothing",
  1_000,
  fc.oneof(asDesignDocs, documents),
  (text) =>
    tryActions(text, (_, error) => {
      throw error;
    }),
);
