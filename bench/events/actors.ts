import type { JsonObject } from '../../lib/ecs';
import { isoSeconds } from '../../lib/sample/callers';
import { HOUR_MS } from '../../lib/time';
import { cloudAddress, publicAddress } from './addresses';
import { type Agent, browser, commandLine, program } from './agents';
import { type Draw, weighted } from './draw';
import type { Names, Scene } from './names';

/** Who makes a call, and from where. */
export interface Actor {
  readonly identity: JsonObject;
  readonly address: string;
  readonly agent: Agent;
  readonly isConsole?: boolean;
  /** True when AWS makes the call: no TLS session of a client is recorded then. */
  readonly isService?: boolean;
  readonly vpcEndpointId?: string;
  readonly arn?: string;
}

/** A role session with the credentials that `AssumeRole` handed out for it. */
export interface Session {
  readonly roleArn: string;
  readonly roleId: string;
  readonly name: string;
  readonly keyId: string;
  readonly sessionArn: string;
  readonly actor: Actor;
  readonly until: number;
}

interface Role {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly kind: 'instance' | 'lambda' | 'pipeline' | 'person';
  readonly agent: Agent;
}

interface Account {
  readonly users: readonly Actor[];
  readonly roles: readonly Role[];
  readonly sessions: Session[];
}

const USERS = 150;
const ROLES = 250;
/** Sessions of an account that act at the same time; each lives for hours and then makes room for a new one. */
const OPEN_SESSIONS = 150;

const SERVICES = [
  ...['autoscaling', 'ec2', 'lambda', 'config', 'cloudtrail', 'ecs-tasks', 'elasticloadbalancing'],
  ...['secretsmanager', 'rds', 'sns', 'events', 'delivery.logs', 'guardduty', 'inspector2', 'eks'],
].map((service) => `${service}.amazonaws.com`);

const KINDS = weighted<'user' | 'console' | 'session' | 'behalf' | 'service' | 'root' | 'web' | 'foreign'>([
  [180, 'user'],
  [30, 'console'],
  [600, 'session'],
  [60, 'behalf'],
  [230, 'service'],
  [3, 'root'],
  [12, 'web'],
  [10, 'foreign'],
]);

const ROLE_KINDS = weighted<Role['kind']>([
  [45, 'instance'],
  [25, 'lambda'],
  [15, 'pipeline'],
  [15, 'person'],
]);

/** The principals of all accounts. Sessions come and go as time passes; time must not run backwards. */
export class Actors {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly draw: Draw,
    private readonly names: Names,
  ) {}

  /** Someone who is active at the scene's time. */
  pick(scene: Scene): Actor {
    const { draw } = this;
    switch (draw.pick(KINDS)) {
      case 'user':
        return draw.favour(this.account(scene).users);
      case 'console':
        return this.consoleUser(scene);
      case 'session':
        return this.session(scene).actor;
      case 'behalf':
        return this.onBehalf(scene);
      case 'service':
        return service(draw.pick(SERVICES));
      case 'root':
        return this.root(scene);
      case 'web':
        return this.webIdentity(scene);
      case 'foreign':
        return this.foreignAccount();
    }
  }

  /** A session that is open at the scene's time: an old one, or one that begins now. */
  session(scene: Scene): Session {
    const { sessions } = this.account(scene);
    const slot = Math.floor(OPEN_SESSIONS * this.draw.next() ** 1.5);
    const open = sessions[slot];
    if (open && open.until > scene.at) return open;
    const session = this.begin(scene);
    sessions[Math.min(slot, sessions.length)] = session;
    return session;
  }

  private account(scene: Scene): Account {
    const known = this.accounts.get(scene.account);
    if (known) return known;
    const account: Account = {
      users: Array.from({ length: USERS }, () => this.user(scene)),
      roles: Array.from({ length: ROLES }, () => this.role(scene)),
      sessions: [],
    };
    this.accounts.set(scene.account, account);
    return account;
  }

  private user({ account }: Scene): Actor {
    const { draw, names } = this;
    const userName = `${names.word()}-${draw.hex(3)}`;
    const arn = `arn:aws:iam::${account}:user/${userName}`;
    return {
      identity: {
        type: 'IAMUser',
        principalId: `AIDA${draw.base32(17)}`,
        arn,
        accountId: account,
        accessKeyId: `AKIAEXAMPLE${draw.base32(9)}`,
        userName,
      },
      address: draw.chance(0.6) ? publicAddress(draw) : cloudAddress(draw),
      agent: draw.chance(0.4) ? commandLine(draw) : program(draw),
      arn,
    };
  }

  private role({ account }: Scene): Role {
    const { draw, names } = this;
    const name = `${names.word()}-role-${draw.hex(4)}`;
    const kind = draw.pick(ROLE_KINDS);
    return {
      name,
      id: `AROA${draw.base32(17)}`,
      arn: `arn:aws:iam::${account}:role/${kind === 'lambda' ? 'service-role/' : ''}${name}`,
      kind,
      agent: kind === 'person' ? commandLine(draw) : program(draw),
    };
  }

  private begin(scene: Scene): Session {
    const { draw } = this;
    const role = draw.favour(this.account(scene).roles);
    const name = this.sessionName(role);
    const keyId = `ASIAEXAMPLE${draw.base32(9)}`;
    const sessionArn = `arn:aws:sts::${scene.account}:assumed-role/${role.name}/${name}`;
    const started = scene.at - draw.integer(0, 600) * 1000;
    const identity: JsonObject = {
      type: 'AssumedRole',
      principalId: `${role.id}:${name}`,
      arn: sessionArn,
      accountId: scene.account,
      accessKeyId: keyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: role.id,
          arn: role.arn,
          accountId: scene.account,
          userName: role.name,
        },
        attributes: {
          creationDate: isoSeconds(started),
          mfaAuthenticated: String(role.kind === 'person' && draw.chance(0.7)),
        },
        ...(role.kind === 'instance' && { ec2RoleDelivery: draw.chance(0.8) ? '2.0' : '1.0' }),
      },
    };
    const actor: Actor = {
      identity,
      address: role.kind === 'person' ? publicAddress(draw) : cloudAddress(draw),
      agent: role.kind === 'person' && draw.chance(0.4) ? browser(draw) : role.agent,
      isConsole: role.kind === 'person' && draw.chance(0.3),
      ...(role.kind === 'instance' && draw.chance(0.15) && { vpcEndpointId: this.names.id('vpce') }),
      arn: sessionArn,
    };
    const until = scene.at + draw.integer(1, 12) * HOUR_MS;
    return { roleArn: role.arn, roleId: role.id, name, keyId, sessionArn, actor, until };
  }

  private sessionName({ kind }: Role): string {
    const { draw } = this;
    switch (kind) {
      case 'instance':
        return this.names.instance();
      case 'lambda':
        return this.names.lambda();
      case 'pipeline':
        return `deploy-${draw.digits(11)}`;
      case 'person':
        return `${draw.base64(7).replaceAll(/[+/]/g, 'x').toLowerCase()}@example.com`;
    }
  }

  private consoleUser(scene: Scene): Actor {
    const { draw } = this;
    const user = draw.favour(this.account(scene).users);
    const attributes = {
      creationDate: isoSeconds(scene.at - draw.integer(1, 600) * 60_000),
      mfaAuthenticated: 'true',
    };
    return {
      ...user,
      identity: {
        ...user.identity,
        accessKeyId: `ASIAEXAMPLE${draw.base32(9)}`,
        sessionContext: { attributes },
      },
      agent: browser(draw),
      isConsole: true,
    };
  }

  private onBehalf(scene: Scene): Actor {
    const { actor } = this.session(scene);
    const host = this.draw.chance(0.3) ? 'AWS Internal' : this.draw.pick(SERVICES);
    return { ...service(host), identity: { ...actor.identity, invokedBy: host }, arn: actor.arn };
  }

  private root({ account }: Scene): Actor {
    const { draw } = this;
    const arn = `arn:aws:iam::${account}:root`;
    return {
      identity: { type: 'Root', principalId: account, arn, accountId: account, accessKeyId: '' },
      address: publicAddress(draw),
      agent: browser(draw),
      isConsole: true,
      arn,
    };
  }

  private webIdentity({ account }: Scene): Actor {
    const { draw } = this;
    const subject = `repo:example/${this.names.word()}:ref:refs/heads/main`;
    const identityProvider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
    return {
      identity: {
        type: 'WebIdentityUser',
        principalId: `${identityProvider}:sts.amazonaws.com:${subject}`,
        userName: subject,
        identityProvider,
      },
      address: publicAddress(draw),
      agent: program(draw),
    };
  }

  private foreignAccount(): Actor {
    const { draw } = this;
    return {
      identity: {
        type: 'AWSAccount',
        principalId: `AROA${draw.base32(17)}:${this.names.instance()}`,
        accountId: draw.digits(12),
      },
      address: cloudAddress(draw),
      agent: program(draw),
    };
  }
}

function service(host: string): Actor {
  const identity = { type: 'AWSService', invokedBy: host };
  return { identity, address: host, agent: () => host, isService: true };
}
