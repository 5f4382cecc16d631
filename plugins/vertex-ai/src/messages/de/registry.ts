/** Overview, models and endpoints. */
export const registry = {
  'overview.title': 'Übersicht',
  'overview.description':
    'Modelle, Endpunkte und Bereitstellungen aller Umgebungen, die du sehen darfst.',
  'overview.attention': 'Braucht einen Blick',
  'overview.allWell':
    'Nichts. Kein Antrag wartet auf deine Freigabe, jeder Ort ist lesbar, in den letzten sieben Tagen ist keine Bereitstellung gescheitert, und nichts läuft ohne Verkehr.',
  'overview.approvals_one': '{{count}} Antrag wartet auf deine Freigabe',
  'overview.approvals_other': '{{count}} Anträge warten auf deine Freigabe',
  'overview.moreApprovals':
    'Mehr als {{shown}} Anträge warten auf deine Freigabe',
  'overview.sourceBroken':
    '{{environment}} · {{location}} kann nicht gelesen werden',
  'overview.idle':
    '{{model}} ist bereitgestellt, bekommt aber keinen Verkehr. Es kostet so viel wie eines mit Verkehr; nimm es weg, wenn es nicht gebraucht wird.',
  'overview.allFailed': 'Alle gescheiterten Bereitstellungen',
  'overview.lookedThrough_one':
    'Nur der erste Endpunkt wurde auf Versionen ohne Verkehr durchgesehen.',
  'overview.lookedThrough_other':
    'Nur die ersten {{count}} Endpunkte wurden auf Versionen ohne Verkehr durchgesehen.',
  'overview.allEndpoints': 'Alle Endpunkte',
  'overview.moreRunning': 'Mehr in der Phase „{{phase}}“',
  'overview.running': 'Laufende Bereitstellungen',
  'overview.noneRunning': 'Nichts ist im Gange',
  'overview.noneRunningAdvice':
    'Eine Bereitstellung steht hier, von der Anfrage bis zu ihrem Ende.',
  'environments.title': 'Umgebungen',
  'environments.description':
    'Wo Modelle laufen, wer du dort bist, und wo der Weg von dir zu Google bricht, wenn er es tut.',
  'environments.examine': 'Den Weg zu Google untersuchen',
  'environments.examineAdvice':
    'Geht von dir aus noch einmal zu Google, Schritt für Schritt, mit einer Anmeldung, die für nichts sonst verwendet wird. Geändert wird nichts.',
  'environments.role': 'Als',
  'environments.widestRole': 'Deine weiteste Rolle',
  'environments.person': 'Jemand anderes',
  'environments.personDescription':
    'Entity-Ref, zum Beispiel user:default/dana.deployer. In diesem Namen wird nichts ausgestellt, darum endet der Weg vor Google. Leer: du selbst.',
  'environments.button': 'Untersuchen',
  'environments.outcome.passed': 'Der Weg ist offen',
  'environments.outcome.failed': 'Etwas ist kaputt',
  'environments.outcome.dryRun':
    'Auf dieser Seite von Google spricht nichts dagegen',
  'environments.examined': '{{actor}} als {{role}}',
  'environments.examinedWithoutRole': '{{actor}}, hier ohne Rolle',
  'environments.hops': 'Der Weg, Schritt für Schritt',
  'environments.around': 'Drum herum',
  'environments.check.permissions': 'Berechtigungen bei Google',
  'environments.check.discovery': 'Discovery-Dokument',
  'environments.check.keys': 'Schlüssel',
  'environments.check.clock': 'Uhr',
  'environments.check.auditLogs': 'Audit-Logs bei Google',
  'environments.check.quota': 'Kontingent',
  'environments.permissions': 'Was die Rolle bei Google braucht',
  'environments.permission': 'Berechtigung',
  'environments.neededFor': 'Nötig, um',
  'environments.held': 'Vorhanden',
  'environments.heldAnswer.yes': 'ja',
  'environments.heldAnswer.no': 'nein',
  'environments.heldAnswer.unknown': 'nicht gefragt',
  'overview.environments': 'Umgebungen',
  'overview.noEnvironments': 'Keine Umgebungen',
  'overview.noEnvironmentsAdvice':
    'Es ist keine eingerichtet, oder du darfst keine sehen. Umgebungen stehen in der Konfiguration dieses Portals unter vertexAi.environments.',
  'overview.yourRoles': 'Deine Rollen',
  'overview.noRole': 'Keine',
  'overview.project': 'Google-Projekt',
  'overview.strategy': 'Anmeldung bei Google',
  'overview.strategyName.workloadIdentityFederation':
    'Workload Identity Federation',
  'overview.strategyName.serviceAccountImpersonation': 'Über ein Dienstkonto',
  'overview.strategyName.oidcSubject': 'Firmenanmeldung (OIDC)',
  'overview.strategyName.azureManagedIdentity':
    'Verwaltete Identität von Azure',
  'overview.strategyName.userOAuth': 'Eigenes Google-Konto',
  'overview.googleSees': 'Google sieht',
  'overview.googleSeesName.person': 'Die Person',
  'overview.googleSeesName.personBehindAccount':
    'Ein Dienstkonto und die Person dahinter',
  'overview.googleSeesName.application':
    'Die Anwendung. Wer es war, steht im Grund jeder Anfrage und im Protokoll dieses Portals.',
  'overview.sources': 'Zuletzt gelesen',
  'overview.sourceFine': 'gut',
  'overview.sourceProblem': 'nicht lesbar',
  'overview.sourceUnknown': 'Noch nicht gelesen',
  'models.title': 'Modelle',
  'models.description':
    'Die Modellregister aller Umgebungen, die du sehen darfst.',
  'models.name': 'Name',
  'models.framework': 'Framework',
  'models.version': 'Version',
  'models.versions': 'Versionen',
  'models.aliases': 'Aliasse',
  'models.defaultVersion': 'Standardversion',
  'models.deployedTo': 'Bereitgestellt auf',
  'models.notDeployed': 'Nirgends',
  'models.deployments': 'Bereitstellungen dieses Modells',
  'models.container': 'Container',
  'models.artifacts': 'Artefakte',
  'models.notDeployable': 'Dieses Modell kann nicht bereitgestellt werden',
  'models.notDeployableAdvice':
    'Das Register sagt, dass keine Art von Ressourcen zu ihm passt. Registriere es mit einem Container, um es bereitzustellen.',
  'models.empty': 'Noch keine Modelle',
  'models.emptyAdvice':
    'Registriere ein Modell in Vertex AI, etwa mit „gcloud ai models upload“ oder aus deiner Trainingspipeline. Es steht bald danach hier.',
  'models.noMatch': 'Kein Modell passt',
  'endpoints.title': 'Endpunkte',
  'endpoints.description':
    'Was Vorhersagen beantwortet, und welche Version wie viel bekommt.',
  'endpoints.name': 'Name',
  'endpoints.model': 'Modell',
  'endpoints.kind': 'Art',
  'endpoints.dedicated': 'Eigene Domain',
  'endpoints.shared': 'Gemeinsame Domain',
  'endpoints.dedicatedDns': 'Eigene Domain',
  'endpoints.deployedModels': 'Bereitgestellte Modelle',
  'endpoints.deployedModelId': 'Bereitgestelltes Modell {{id}}',
  'endpoints.machine': 'Maschine',
  'endpoints.replicas': 'Replikate',
  'endpoints.since': 'Seit',
  'endpoints.deployments': 'Bereitstellungen auf diesem Endpunkt',
  'endpoints.nothingDeployedAdvice':
    'Dieser Endpunkt beantwortet keine Vorhersagen. Stelle mit dem Knopf oben ein Modell auf ihm bereit.',
  'endpoints.empty': 'Noch keine Endpunkte',
  'endpoints.emptyAdvice':
    'Stelle ein Modell bereit: Wenn es keinen Endpunkt gibt, legt der Assistent einen an.',
  'endpoints.noMatch': 'Kein Endpunkt passt',
  'traffic.label': 'Verkehr',
  'traffic.of': 'Verkehr von {{endpoint}}',
  'traffic.idle': 'Kein Verkehr, läuft aber',
  'traffic.nothingDeployed': 'Nichts ist bereitgestellt',
  'traffic.change': 'Verkehr ändern',
  'traffic.title': 'Verkehr von {{endpoint}} ändern',
  'traffic.percent': 'Prozent des Verkehrs',
  'traffic.apply': 'Verkehr ändern',
  'traffic.adds': 'Die Anteile ergeben 100 %.',
  'traffic.unchanged':
    'Das ist die jetzige Aufteilung. Ändere einen Anteil, um fortzufahren.',
  'traffic.remainder':
    'Die Anteile ergeben {{sum}} % statt 100 %. Unterschied: {{rest}}.',
  'undeploy.button': 'Wegnehmen',
  'undeploy.buttonFor': '{{model}} wegnehmen',
  'undeploy.title': '{{model}} von {{endpoint}} wegnehmen',
  'undeploy.explainServing':
    'Es bekommt jetzt {{percent}} % des Verkehrs. Der geht in ihren jetzigen Verhältnissen an die anderen; gibt es keine, antwortet der Endpunkt nicht mehr.',
  'undeploy.explainIdle':
    'Es bekommt jetzt keinen Verkehr. Die anderen behalten ihren.',
  'predict.title': 'Vorhersage anfragen',
  'predict.body': 'Anfrage (JSON)',
  'predict.bodyDescription':
    'Ein Objekt mit „instances“ oder nur die Liste der Instanzen. Sie geht in deinem Namen hinaus und wird aufgezeichnet.',
  'predict.button': 'Senden',
  'predict.nothingDeployed':
    'Auf diesem Endpunkt ist nichts bereitgestellt, es würde also nichts antworten. Stelle zuerst ein Modell auf ihm bereit.',
  'predict.result': 'Vorhersagen',
  'predict.answeredBy':
    'Geantwortet hat {{model}} Version {{version}} (bereitgestelltes Modell {{deployedModel}}) in {{duration}}.',
  'predict.mistake.json': 'Das ist kein JSON: {{detail}}',
  'predict.mistake.shape': 'Das ist keine Anfrage: {{detail}}',
} as const;
