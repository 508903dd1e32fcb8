// CodeMirror for Python, in place of a textarea.
import { indentWithTab, undo } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--code-kw)" },
  { tag: [tags.string], color: "var(--code-str)" },
  { tag: [tags.comment], color: "var(--code-com)", fontStyle: "italic" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-num)" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className],
    color: "var(--code-fn)",
  },
]);

// CodeMirror's own colours know one theme; the site's variables know both.
const colours = EditorView.theme({
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--surface)", color: "var(--ink)", borderColor: "var(--control)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--brand)", color: "var(--on-brand)" },
  ".cm-button, .cm-textfield": { background: "var(--surface)", color: "var(--ink)", borderColor: "var(--control)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunk)", color: "var(--muted)", borderColor: "var(--line)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-selection)" },
});

// A property, not an attribute: browsers hide the attribute from scripts.
const nonceOf = () => document.querySelector("script[nonce]")?.nonce ?? "";

// Where the cursor was in the plain textarea, if it was one; what was all selected stays all selected.
function selectionOf({ selectionStart: from = 0, selectionEnd: to = 0, value = "" }, { length }) {
  if (value && from === 0 && to === value.length) return { anchor: 0, head: length };
  return { anchor: Math.min(from, length), head: Math.min(to, length) };
}

export function codeEditorMake(area, text, { onChange, onRun, onSubmit, describedBy }) {
  const keys = Prec.highest(
    keymap.of([
      { key: "Mod-Shift-Enter", run: () => (onSubmit(), true) },
      { key: "Mod-Enter", run: () => (onRun(), true) },
      indentWithTab,
    ]),
  );
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      selection: selectionOf(area, text),
      extensions: [
        keys,
        basicSetup,
        python(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        syntaxHighlighting(highlighting),
        colours,
        lintGutter(),
        EditorView.cspNonce.of(nonceOf()),
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": area.getAttribute("aria-label") ?? "Python code",
          "aria-describedby": describedBy,
        }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  const hadFocus = document.activeElement === area;
  area.replaceWith(view.dom);
  if (hadFocus) view.focus();
  return codeEditor(view);
}

function codeEditor(view) {
  return {
    view,
    text: () => view.state.doc.toString(),
    // One step of undo.
    textSet(text) {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: Transaction.userEvent.of("input.replace"),
      });
    },
    faultsShow(faults) {
      const { doc } = view.state;
      const diagnostics = faults
        .filter(({ line }) => line >= 1 && line <= doc.lines)
        .map(({ line, message }) => ({ from: doc.line(line).from, to: doc.line(line).to, severity: "error", message }));
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    undo: () => undo(view),
    focus: () => view.focus(),
  };
}
