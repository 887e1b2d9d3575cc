import { parseAsync, renderDocument } from 'docx-preview';
import { makeElement } from './hints';

interface Reference {
  readonly id: string;
  readonly type: string;
}
/** Lengths as docx-preview gives them: `79.35pt`. */
interface Properties {
  readonly type?: string;
  readonly pageSize?: { readonly width: string; readonly height: string };
  readonly pageMargins?: { readonly [side in 'left' | 'right' | 'top' | 'bottom' | 'header' | 'footer']?: string };
  readonly headerRefs?: readonly Reference[];
  readonly footerRefs?: readonly Reference[];
  readonly titlePage?: boolean;
  readonly pageNumber?: { readonly start?: number | null };
}
interface Block {
  sectionProps?: Properties | undefined;
}
interface Model {
  readonly documentPart: { readonly body: { children: readonly Block[]; props: Properties } };
  readonly settingsPart?: { readonly settings?: { readonly evenAndOddHeaders?: boolean } };
}

export type Edge = 'header' | 'footer';
type EdgeType = 'default' | 'first' | 'even';

/** A part of the document with one size of paper, one margin, one set of heads and feet. */
export interface Section {
  /** Lengths in CSS pixels. */
  readonly paper: { readonly width: number; readonly height: number };
  readonly margin: { readonly [side in 'left' | 'right' | 'top' | 'bottom' | 'header' | 'footer']: number };
  readonly firstNumber: number | undefined;
  /** What stands between two forced page breaks, in order. */
  readonly chunks: readonly (readonly Element[])[];
  /** Every block, head and foot, each once. */
  readonly drawn: readonly Element[];
  /** A fresh copy of the head or the foot of a page. */
  edge(edge: Edge, page: { readonly first: boolean; readonly even: boolean }): HTMLElement | undefined;
}

const OPTIONS = {
  inWrapper: false,
  ignoreFonts: true,
  experimental: true,
  renderAltChunks: false,
  renderComments: false,
  renderChanges: false,
  useBase64URL: true,
  renderHeaders: true,
  renderFooters: true,
  h: makeElement,
};

/** Renders the document part by part; its styles go into the head of this page. */
export async function renderSections(docx: Uint8Array): Promise<Section[]> {
  const model = (await parseAsync(new Blob([new Uint8Array(docx)]), OPTIONS)) as Model;
  const parts = split(model);
  const sections: Section[] = [];
  let styled = false;
  let edges: Pick<Properties, 'headerRefs' | 'footerRefs'> = {};
  for (const { children, props } of parts) {
    edges = {
      headerRefs: props.headerRefs ?? edges.headerRefs ?? [],
      footerRefs: props.footerRefs ?? edges.footerRefs ?? [],
    };
    const nodes = await render(model, children, { ...props, headerRefs: [], footerRefs: [] });
    if (!styled) document.head.append(...nodes.filter((node) => node.nodeName === 'STYLE'));
    styled = true;
    sections.push(await toSection(model, { ...props, ...edges }, nodes));
  }
  return sections;
}

/** The body cut at its section marks; one that follows without a new page is read on in the one before. */
function split({ documentPart: { body } }: Model): { children: Block[]; props: Properties }[] {
  const parts: { children: Block[]; props: Properties }[] = [];
  let children: Block[] = [];
  const close = (props: Properties) => {
    const before = parts.at(-1);
    if (before !== undefined && props.type === 'continuous') before.children.push(...children);
    else parts.push({ children, props });
    children = [];
  };
  for (const block of body.children) {
    children.push(block);
    const { sectionProps } = block;
    block.sectionProps = undefined;
    if (sectionProps !== undefined) close(sectionProps);
  }
  close(body.props);
  return parts;
}

async function render(model: Model, children: readonly Block[], props: Properties): Promise<Node[]> {
  const { body } = model.documentPart;
  body.children = children;
  body.props = props;
  return renderDocument(model, OPTIONS);
}

const A4 = { width: '595.3pt', height: '841.9pt' };
const PIXELS_PER_POINT = 96 / 72;
const pixels = (length: string | undefined): number =>
  Math.abs(Number.parseFloat(length ?? '0') || 0) * PIXELS_PER_POINT;

async function toSection(model: Model, props: Properties, nodes: readonly Node[]): Promise<Section> {
  const { width, height } = props.pageSize ?? A4;
  const margin = props.pageMargins ?? {};
  const evenDiffers = model.settingsPart?.settings?.evenAndOddHeaders === true;
  const edges = {
    header: await drawEdges(model, props, 'header'),
    footer: await drawEdges(model, props, 'footer'),
  };
  const chunks = nodes.filter((node) => node.nodeName === 'SECTION').map(contentOf);
  return {
    paper: { width: pixels(width), height: pixels(height) },
    margin: {
      left: pixels(margin.left),
      right: pixels(margin.right),
      top: pixels(margin.top),
      bottom: pixels(margin.bottom),
      header: pixels(margin.header),
      footer: pixels(margin.footer),
    },
    firstNumber: props.pageNumber?.start ?? undefined,
    chunks,
    drawn: [...chunks.flat(), ...Object.values(edges.header), ...Object.values(edges.footer)],
    edge: (edge, { first, even }) => {
      if (first && props.titlePage === true) return copy(edges[edge].first);
      return copy(evenDiffers && even ? (edges[edge].even ?? edges[edge].default) : edges[edge].default);
    },
  };
}

const copy = (element: HTMLElement | undefined): HTMLElement | undefined =>
  element?.cloneNode(true) as HTMLElement | undefined;

/** The blocks of a page of docx-preview: those of its articles, and its notes. */
const contentOf = (section: Node): Element[] =>
  [...(section as Element).children].flatMap((part) => (part.nodeName === 'ARTICLE' ? [...part.children] : [part]));

type Edges = { [type in EdgeType]?: HTMLElement };

/** docx-preview draws the head or foot it thinks a page needs: it is asked for each of them as if there were no other. */
async function drawEdges(model: Model, props: Properties, edge: Edge): Promise<Edges> {
  const drawn: Edges = {};
  for (const { id, type } of (edge === 'header' ? props.headerRefs : props.footerRefs) ?? []) {
    const only = [{ id, type: 'default' }];
    const asked = {
      headerRefs: edge === 'header' ? only : [],
      footerRefs: edge === 'footer' ? only : [],
      ...(props.pageSize === undefined ? {} : { pageSize: props.pageSize }),
    };
    for (const node of await render(model, [], asked)) {
      const found = node instanceof HTMLElement ? node.querySelector<HTMLElement>(edge) : null;
      if (found !== null) drawn[type as EdgeType] = found;
    }
  }
  return drawn;
}
