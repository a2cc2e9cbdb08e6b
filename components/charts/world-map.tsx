'use client';

import { geoContains, geoNaturalEarth1, geoPath } from 'd3-geo';
import type { FeatureCollection, Geometry } from 'geojson';
import { useMemo } from 'react';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';

const WIDTH = 480;
const HEIGHT = 220;

export const MAP_ASPECT = `${WIDTH} / ${HEIGHT}`;

interface WorldMapProps {
  readonly lat: number;
  readonly lon: number;
  /** What the map shows, in words. */
  readonly label: string;
}

/** Where an address lies. Country shapes come with the app; nothing is fetched from outside. */
export function WorldMap({ lat, lon, label }: WorldMapProps) {
  const { countries, point } = useMemo(() => project(lon, lat), [lat, lon]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="w-full">
      {countries.map(({ name, outline, holds }) => (
        <path
          key={name}
          d={outline}
          fill={holds ? 'var(--selected)' : 'var(--muted)'}
          stroke={holds ? 'var(--chart-blue)' : 'var(--border-strong)'}
          strokeWidth={holds ? 1 : 0.4}
        />
      ))}
      {point && (
        <g transform={`translate(${point[0]},${point[1]})`}>
          <circle r={9} fill="none" stroke="var(--chart-vermillion)" strokeWidth={1} />
          <circle r={3.5} fill="var(--chart-vermillion)" stroke="var(--background)" strokeWidth={1} />
        </g>
      )}
    </svg>
  );
}

interface Country {
  readonly name: string;
  readonly outline: string;
  readonly holds: boolean;
}

function project(lon: number, lat: number) {
  const shapes = withoutAntarctica(countryShapes());
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], shapes);
  const toPath = geoPath(projection).digits(1);
  const countries = shapes.features.flatMap((shape): Country[] => {
    const outline = toPath(shape);
    if (!outline) return [];
    return [{ name: shape.properties.name, outline, holds: geoContains(shape, [lon, lat]) }];
  });
  // Drawn last, so that no neighbour's border lies over its own.
  countries.sort((a, b) => Number(a.holds) - Number(b.holds));
  return { countries, point: projection([lon, lat]) };
}

type Shapes = FeatureCollection<Geometry, { name: string }>;

function countryShapes(): Shapes {
  // The JSON's inferred type has widened literals; the file is world-atlas's TopoJSON, pinned by the lock file.
  const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  return feature(topology, topology.objects.countries);
}

function withoutAntarctica(shapes: Shapes): Shapes {
  return {
    ...shapes,
    features: shapes.features.filter(({ properties }) => properties.name !== 'Antarctica'),
  };
}
