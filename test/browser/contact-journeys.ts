import type { Page } from 'playwright-core';
import { applyDueChange } from '../../src/features/pending-changes/use-cases/apply-due-change.ts';
import { CAPTCHA_ANSWER } from '../helpers/app.ts';
import { nearDue } from '../helpers/recovery.ts';
import { changeKeyJourneys } from './change-key-journeys.ts';
import { chooseProfile } from './client-steps.ts';
import { logInCompany, panaderiaForm } from './company-steps.ts';
import { cuentaJourney } from './cuenta-journey.ts';
import { deskCaseJourneys } from './desk-case-journeys.ts';
import { deskJourneys } from './desk-journeys.ts';
import { deskWorkJourneys } from './desk-work-journeys.ts';
import { homeJourney } from './home-journey.ts';
import { at, type Journey } from './journey-step.ts';
import { machineJourney } from './machine-journey.ts';
import { memberJourneys } from './member-journeys.ts';
import { askForRun, jorge, jorgeForm, openRequest } from './migrante-steps.ts';
import { portalJourney } from './portal-journey.ts';
import { protocolJourneys } from './protocol-journeys.ts';
import { recoverNaturalJourneys } from './recover-natural-journeys.ts';
import { recoverOtherJourneys } from './recover-other-journeys.ts';
import { sandboxJourney } from './sandbox-journey.ts';
import { secondFactorJourney } from './second-factor-journey.ts';
import type { Stage } from './stage.ts';
import { camila, confirm, fill, logIn, press, register } from './steps.ts';
import { updateDataJourneys } from './update-data-journeys.ts';

async function contest(page: Page, { app }: Stage, rut: string, serie: string): Promise<void> {
  await page.goto(`${app.issuer}/alguien-registro-mi-rut`);
  await fill(page, { rut, serie, captcha: CAPTCHA_ANSWER });
  await press(page, 'Recuperar mi RUT');
}

const registroEIngreso: Journey = {
  name: 'registro-e-ingreso',
  steps: [
    { caption: 'Portada', go: at('/') },
    { caption: 'Registro', go: at('/registro/natural') },
    { caption: 'Éxito', go: (page) => register(page) },
    {
      caption: 'Ingreso con clave incorrecta',
      async go(page, stage) {
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, camila.rut, 'Copih-2025');
      },
    },
    {
      caption: 'De vuelta en la plataforma',
      go: (page) => logIn(page, camila.rut, camila.clave),
    },
  ],
};

const empresa: Journey = {
  name: 'empresa',
  steps: [
    { caption: 'Registro de una empresa', go: at('/registro/juridica') },
    {
      caption: 'Con errores',
      go: (page) => register(page, { ...panaderiaForm, rut_empresa: '54.000.001-9', email: 'contacto', clave2: '' }),
    },
    {
      caption: 'Ingreso de una empresa',
      async go(page, stage) {
        await register(page, panaderiaForm);
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Empresa');
      },
    },
    {
      caption: 'La plataforma, con la empresa',
      go: (page) => logInCompany(page, '54.000.001-8', '44.000.001-0'),
    },
  ],
};

const migrante: Journey = {
  name: 'migrante',
  steps: [
    { caption: 'Registro de un migrante', go: at('/registro/migrante') },
    {
      caption: 'Ingreso con NIE',
      async go(page, stage) {
        await register(page, jorgeForm);
        await confirm(page, stage);
        await chooseProfile(page, stage, 'Migrante');
      },
    },
    { caption: 'Ya tengo RUN', go: at('/ya-tengo-run') },
    { caption: 'Estado de mi solicitud: en espera', go: (page) => askForRun(page, jorge) },
    {
      caption: 'Estado de mi solicitud: hecha',
      async go(page, stage) {
        await nearDue(stage.app, 0);
        await applyDueChange(stage.app.deps);
        await openRequest(page, stage);
      },
    },
  ],
};

const identidad: Journey = {
  name: 'identidad',
  client: { minimum_identity: 'documento' },
  steps: [
    {
      caption: 'Compruebe su identidad',
      async go(page, stage) {
        await chooseProfile(page, stage, 'Persona');
        await logIn(page, '44.000.002-9', 'Lautaro-77');
      },
    },
    {
      caption: 'El número no coincide; el dibujo abierto',
      async go(page) {
        await fill(page, { serie: '512345678' });
        await press(page, 'Validar');
        await page.getByText('¿Dónde está este número?').click();
      },
    },
    { caption: 'Alguien registró mi RUT', go: at('/alguien-registro-mi-rut') },
    { caption: 'Alguien registró el RUT de mi empresa', go: at('/alguien-registro-mi-rut?perfil=juridica') },
    {
      caption: 'Nadie tiene una cuenta con ese RUT',
      go: (page, stage) => contest(page, stage, '44.000.003-7', 'B51A23456'),
    },
    {
      caption: '¿Quién abrió esta cuenta?',
      go: (page, stage) => contest(page, stage, '44.000.002-9', '523456789'),
    },
    {
      caption: 'El RUT vuelve a ser suyo',
      go: (page) => press(page, 'Esta cuenta no la abrí yo'),
    },
    { caption: 'Alguien usa mi NIE', go: at('/alguien-registro-mi-rut?perfil=migrante') },
    {
      caption: 'Revisaremos su caso en persona',
      go: (page, stage) => contest(page, stage, '44.000.001-0', '512345678'),
    },
  ],
};

/** Every journey of which there is a sheet. */
export const journeys: readonly Journey[] = [
  homeJourney,
  registroEIngreso,
  empresa,
  migrante,
  identidad,
  ...recoverNaturalJourneys,
  ...recoverOtherJourneys,
  ...updateDataJourneys,
  ...changeKeyJourneys,
  cuentaJourney,
  ...memberJourneys,
  portalJourney,
  machineJourney,
  sandboxJourney,
  secondFactorJourney,
  ...deskJourneys,
  ...deskCaseJourneys,
  ...deskWorkJourneys,
  ...protocolJourneys,
];
