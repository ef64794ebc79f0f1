import { ButtonStyle, ComponentType } from 'discord.js';
import { arrayOf, isObject, type Json, stringOf } from '../json.js';
import type { FormIssue } from '../refusal.js';
import { badLength, type Path, required, text, webAddress, wrongType } from './fields.js';

/** Discord's component limits: https://docs.discord.com/developers/components/reference */
const LIMITS = {
  legacyRows: 5,
  components: 40,
  displayedText: 4000,
  customId: 100,
  label: 80,
  url: 512,
  rowButtons: 5,
  sectionTexts: 3,
  galleryItems: 10,
  selectOptions: 25,
} as const;

const SELECTS: readonly number[] = [
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
];

const CONTAINER_CHILDREN: readonly number[] = [
  ComponentType.ActionRow,
  ComponentType.Section,
  ComponentType.TextDisplay,
  ComponentType.MediaGallery,
  ComponentType.File,
  ComponentType.Separator,
];

/** A component with where it stands in the body. */
interface Placed {
  readonly component: Json;
  readonly path: Path;
}

/** What Discord refuses in the components of one message, legacy rows or Components V2. */
export function componentIssues(
  components: readonly unknown[],
  path: Path,
  isV2: boolean,
): readonly FormIssue[] {
  const placed: Placed[] = [];
  const issues = place(
    components,
    path,
    isV2 ? [...CONTAINER_CHILDREN, ComponentType.Container] : [ComponentType.ActionRow],
    placed,
  );
  if (!isV2 && components.length > LIMITS.legacyRows) {
    issues.push(badLength(path, 1, LIMITS.legacyRows));
  }
  for (const { component, path: at } of placed) issues.push(...oneComponent(component, at));
  return [...issues, ...duplicateIds(placed), ...totals(placed, path)];
}

/** Collects the components, nested ones too, and refuses those that may not stand where they do. */
function place(
  components: readonly unknown[],
  path: Path,
  allowed: readonly number[],
  placed: Placed[],
): FormIssue[] {
  return components.flatMap((component, index) =>
    placeOne(component, [...path, index], allowed, placed),
  );
}

function placeOne(
  component: unknown,
  path: Path,
  allowed: readonly number[],
  placed: Placed[],
): FormIssue[] {
  if (!isObject(component)) return [wrongType(path, 'object')];
  if (!allowed.includes(Number(component.type))) {
    const message = `Value of field "type" must be one of (${allowed.join(', ')}).`;
    return [{ path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message }];
  }
  placed.push({ component, path });
  const children = arrayOf(component.components);
  const below = [...path, 'components'];
  switch (component.type) {
    case ComponentType.ActionRow:
      return place(children, below, [ComponentType.Button, ...SELECTS], placed);
    case ComponentType.Container:
      return place(children, below, CONTAINER_CHILDREN, placed);
    case ComponentType.Section: {
      const accessories = [ComponentType.Button, ComponentType.Thumbnail];
      return [
        ...place(children, below, [ComponentType.TextDisplay], placed),
        ...placeOne(component.accessory, [...path, 'accessory'], accessories, placed),
      ];
    }
    default:
      return [];
  }
}

function oneComponent(component: Json, path: Path): readonly FormIssue[] {
  const count = arrayOf(component.components).length;
  const countWithin = (max: number) =>
    count >= 1 && count <= max ? [] : [badLength([...path, 'components'], 1, max)];
  switch (component.type) {
    case ComponentType.ActionRow:
      return countWithin(LIMITS.rowButtons);
    case ComponentType.Section:
      return countWithin(LIMITS.sectionTexts);
    case ComponentType.Container:
      return count > 0 ? [] : [required([...path, 'components'])];
    case ComponentType.TextDisplay:
      return text(component.content, [...path, 'content'], LIMITS.displayedText, 1);
    case ComponentType.Button:
      return buttonIssues(component, path);
    case ComponentType.MediaGallery: {
      const items = arrayOf(component.items).length;
      return items >= 1 && items <= LIMITS.galleryItems
        ? []
        : [badLength([...path, 'items'], 1, LIMITS.galleryItems)];
    }
    default:
      return SELECTS.includes(Number(component.type)) ? selectIssues(component, path) : [];
  }
}

function buttonIssues(button: Json, path: Path): readonly FormIssue[] {
  const issues: FormIssue[] = [...text(button.label, [...path, 'label'], LIMITS.label)];
  const style = Number(button.style);
  if (!(style >= ButtonStyle.Primary && style <= ButtonStyle.Link)) {
    const message = 'Value must be one of {1, 2, 3, 4, 5}.';
    issues.push({ path: [...path, 'style'], code: 'BASE_TYPE_CHOICES', message });
  }
  if (stringOf(button.label).trim() === '' && !isObject(button.emoji)) {
    const message = 'A label or an emoji is required';
    issues.push({ path, code: 'BUTTON_COMPONENT_MISSING_LABEL_AND_EMOJI', message });
  }
  if (style !== ButtonStyle.Link) {
    return [...issues, ...text(button.custom_id, [...path, 'custom_id'], LIMITS.customId, 1)];
  }
  if (button.custom_id !== undefined) {
    const message = 'A custom id and url cannot both be specified';
    issues.push({ path, code: 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', message });
  }
  const url = [...path, 'url'];
  return [...issues, ...text(button.url, url, LIMITS.url, 1), ...webAddress(button.url, url)];
}

function selectIssues(select: Json, path: Path): readonly FormIssue[] {
  const issues = text(select.custom_id, [...path, 'custom_id'], LIMITS.customId, 1);
  if (select.type !== ComponentType.StringSelect) return issues;
  const options = arrayOf(select.options).length;
  return options >= 1 && options <= LIMITS.selectOptions
    ? issues
    : [...issues, badLength([...path, 'options'], 1, LIMITS.selectOptions)];
}

function duplicateIds(placed: readonly Placed[]): readonly FormIssue[] {
  const seen = new Set<string>();
  return placed.flatMap(({ component, path }) => {
    const id = stringOf(component.custom_id);
    if (id === '') return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = 'Component custom id cannot be duplicated';
    return [{ path: [...path, 'custom_id'], code: 'COMPONENT_CUSTOM_ID_DUPLICATED', message }];
  });
}

/** The limits that count over the whole message. */
function totals(placed: readonly Placed[], path: Path): readonly FormIssue[] {
  const issues: FormIssue[] = [];
  if (placed.length > LIMITS.components) {
    const message = `The total number of components cannot exceed ${LIMITS.components}`;
    issues.push({ path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  const shown = placed
    .filter(({ component }) => component.type === ComponentType.TextDisplay)
    .reduce((sum, { component }) => sum + stringOf(component.content).length, 0);
  if (shown > LIMITS.displayedText) {
    const message = `The total size of displayable text exceeds ${LIMITS.displayedText}`;
    issues.push({ path, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
  return issues;
}
