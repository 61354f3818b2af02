// How the console looks: quiet greys, one accent, colour for verdicts and severity only.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const ink: MantineColorsTuple = [
  '#eef3fa',
  '#dbe4f0',
  '#b4c6de',
  '#8aa7cd',
  '#678cbe',
  '#507bb5',
  '#4473b1',
  '#34629c',
  '#2a578d',
  '#1b4a7d',
]

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 6 },
  colors: { ink },
  fontFamily:
    "'Inter Variable', 'Hiragino Sans', 'Hiragino Kaku Gothic ProN', 'Yu Gothic UI', 'Noto Sans JP', 'Noto Sans CJK JP', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SFMono-Regular', Menlo, monospace",
  headings: { fontWeight: '620', sizes: { h1: { fontSize: '1.35rem' }, h2: { fontSize: '1.02rem' } } },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.15rem' },
  defaultRadius: 'sm',
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
})

/** Greys and reds that can be read on the ground of their scheme: 4.5 to 1 and more. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5b6572',
    '--mantine-color-placeholder': '#66707d',
    '--mantine-color-error': '#b42c22',
  },
  dark: {
    '--mantine-color-body': '#14181d',
    '--mantine-color-dimmed': '#98a3b1',
    '--mantine-color-placeholder': '#98a3b1',
    '--mantine-color-error': '#f0837a',
  },
})

/** Colours of pictures, by scheme; those of verdicts are the same in badges. */
export const INKS = {
  light: {
    text: '#2c3440',
    dim: '#66707d',
    line: '#e3e7ec',
    everyone: '#aab6c4',
    accent: '#2a578d',
    distillation: '#c0362c',
    coordinated: '#b86a00',
    explained: '#2b8a6b',
    ground: '#ffffff',
    steps: ['#eef2f7', '#c5d5e8', '#8fb0d3', '#4f83b9', '#1b4a7d'],
    greys: ['#f1f2f4', '#d3d7dc', '#aab2bc', '#77818d', '#3f4854'],
  },
  dark: {
    text: '#d7dde5',
    dim: '#98a3b1',
    line: '#333a44',
    everyone: '#5d6977',
    accent: '#7fa9d8',
    distillation: '#f0736a',
    coordinated: '#e8a13c',
    explained: '#57b894',
    ground: '#1b2027',
    steps: ['#222a34', '#27405c', '#2f5f8f', '#4f8cc9', '#a3cdf5'],
    greys: ['#242a31', '#3a424c', '#5a6572', '#8a95a3', '#c8d0da'],
  },
} as const
export type Inks = (typeof INKS)['light' | 'dark']
