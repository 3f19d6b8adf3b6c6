// Everything that the explorer says, Korean and English. %1, %2 … stand for what is given.

export const TABLE = {
  form: ["팽창 합성곱 탐색기", "Dilation explorer"],
  preset: ["예시 스택", "Preset"],
  dims: ["차원", "Dimensions"],
  size: ["입력 크기", "Input size"],
  in: ["입력 채널", "Input channels"],
  branches: ["병렬 가지", "Side by side"],
  picture: ["사진 입력", "On a picture"],
  rows: ["레이어 수", "Layers"],
  at: ["출력 위치", "Output"],
  step: ["단계", "Step"],
  layer: ["레이어 %1", "Layer %1"],
  branch: ["가지 %1", "Branch %1"],
  k: ["커널", "Kernel"],
  d: ["팽창률", "Rate"],
  s: ["스트라이드", "Stride"],
  p: ["패딩", "Padding"],
  c: ["채널", "Channels"],
  g: ["그룹", "Groups"],
  n: ["반복", "Repeat"],
  a: ["이어서", "Then"],
  none: ["없음", "nothing"],
  pool: ["풀링 2", "pool 2"],
  double: ["팽창률 배로", "double rate"],
  add: ["레이어 추가", "Add a layer"],
  remove: ["레이어 %1 삭제", "Remove layer %1"],
  fixed: ["%1: %2 대신 %3", "%1: %3 instead of %2"],
  after: ["레이어 %1의 출력", "after layer %1"],
  input: ["입력", "input"],
  upto: ["가지 %1까지", "up to branch %1"],
  back: ["이전 단계", "Step back"],
  forward: ["다음 단계", "Step forward"],
  map: ["선택한 출력까지의 경로: %1", "Paths to the chosen output: %1"],
  choose: [
    "출력 선택: 경로 중 입력 안에서 시작하는 비율",
    "Choose an output: share of its paths inside",
  ],
  keys: ["화살표 키로 이동, Enter로 고정", "Arrow keys move, Enter pins"],
  many: ["경로 많음", "many paths"],
  single: ["경로 1개", "1 path"],
  hole: ["구멍: 경로 없음", "hole: no path"],
  outside: ["수용 영역 밖", "outside the field"],
  pinned: ["고정: %1", "Pinned: %1"],
  paths: ["경로 %1개", "%1 paths"],
  begin: ["경로 %2개 중 %1개가 입력 안", "%1 of %2 paths inside"],
  field: ["수용 영역", "Receptive field"],
  outputSize: ["출력 크기", "Output size"],
  span: ["실효 크기", "Effective size"],
  jump: ["간격", "Jump"],
  start: ["시작", "Start"],
  parameters: ["파라미터", "Parameters"],
  macs: ["곱셈-누산", "MACs"],
  counted: ["세어 본 결과", "Counted"],
  free: ["구멍 없음, %2칸 중 %1칸에 닿음", "no holes, %1 of %2 cells reached"],
  holes: ["구멍 %3칸, %2칸 중 %1칸에 닿음", "%3 holes, %1 of %2 cells reached"],
  paper: ["논문의 기준 M₂ ≤ K", "The paper, M₂ ≤ K"],
  divisors: ["공약수 규칙", "Divisor rule"],
  shared: ["%1, %2의 공약수 %3", "%1 and %2 share %3"],
  coprime: ["공약수 없음", "no common divisor"],
  passes: ["통과", "passes"],
  fails: ["탈락", "fails"],
  wrongly: ["%1(잘못된 판정)", "%1, wrongly"],
  stacks: [
    "스트라이드 1로 직렬로 쌓은 레이어 둘 이상에만 해당",
    "of two or more layers in series at stride 1",
  ],
  perLayer: ["레이어별 값", "Layer by layer"],
  counts: ["경로 수 표", "Table of path counts"],
  cell: ["칸", "Cell"],
  row: ["행", "Row"],
  column: ["열", "Column"],
  code: ["PyTorch 코드", "PyTorch code"],
  copy: ["복사", "Copy"],
};

const language = document.documentElement.lang;

const { format } = new Intl.NumberFormat(language);

// Beyond 2 ** 53 the digits would not be true.
export const number = (value) =>
  typeof value === "string" ? value : value > 2 ** 53 ? "≈ " + value.toPrecision(3) : format(value);

export function say(key, ...given) {
  const text = TABLE[key][language === "ko" ? 0 : 1];
  return text.replace(/%(\d)/g, (_, place) => number(given[place - 1]));
}
